"""From what comes asynchronously to a plain generator."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import aclosing, suppress
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _End:
    error: BaseException | None


def iterate(source: Callable[[], AsyncGenerator[T, None]]) -> Generator[T, None, None]:
    """Yield what `source()` yields, from an event loop of its own in a thread of its own.

    So it also works where a loop runs already, as in a notebook. Closing the generator cancels the
    source, whatever it waits for.
    """
    items: SimpleQueue[T | _End] = SimpleQueue()
    loop = asyncio.new_event_loop()

    async def pump() -> None:
        async with aclosing(source()) as stream:
            async for item in stream:
                items.put(item)

    task = loop.create_task(pump())
    thread = Thread(target=lambda: items.put(_End(_run(loop, task))), daemon=True)
    thread.start()
    try:
        while not isinstance(item := items.get(), _End):
            yield item
        if item.error:
            raise item.error
    finally:
        with suppress(RuntimeError):  # the loop may have ended by itself
            loop.call_soon_threadsafe(task.cancel)
        thread.join()


def _run(loop: asyncio.AbstractEventLoop, task: asyncio.Task[None]) -> BaseException | None:
    try:
        loop.run_until_complete(task)
    except BaseException as error:  # raised again where the items are used
        return error
    finally:
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()
    return None
