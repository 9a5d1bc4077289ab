"""An index on a Chroma server: all of it belongs to the server, nothing to a machine.

    collection NAME                    records: leases, generations, and their files in chunks
    collection NAME-vectors-1a2b3c4d   vectors by passage id; a rebuild begins another

A vector's id names the very content it was made from, so a generation needs no copy of the vectors:
its catalogue says which are its own. A writer takes the lease, adds new vectors, uploads the files
and claims the record `generation-000008`. That one claim is the switch, and of two writers only one
can make it. Readers open the generation with the highest number. The one before it stays whole for
those who still have it open; what belongs to neither is cleared away. A run that is killed leaves
chunks and vectors that no generation names, for the next run to clear.
"""
