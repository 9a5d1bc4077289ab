"""Serve a GGUF file with llama.cpp: `serve_model.py FILE`.

The address is all that it writes to standard output; it ends when standard input does.
"""

import os
import sys

import xllamacpp


def main(file: str) -> None:
    params = xllamacpp.CommonParams()
    params.model.path = file
    params.n_ctx = 4096
    params.n_parallel = 1
    params.n_predict = 48  # at most, whatever is asked for: the tests are to be quick
    params.port = 0
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 2
    params.cpuparams.poll = params.cpuparams_batch.poll = 0  # other work goes on beside it
    params.warmup = False
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)
    sys.stdin.read()
    os._exit(0)  # without waiting for the model to be taken down


if __name__ == "__main__":
    main(sys.argv[1])
