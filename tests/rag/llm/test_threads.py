import asyncio
from collections.abc import AsyncGenerator

import pytest

from rag.llm.threads import iterate


def test_what_comes_is_yielded_in_order_and_errors_come_through() -> None:
    async def source() -> AsyncGenerator[int, None]:
        yield 1
        await asyncio.sleep(0)
        yield 2
        raise ValueError("three")

    items = iterate(source)

    assert [next(items), next(items)] == [1, 2]
    with pytest.raises(ValueError, match="three"):
        next(items)


def test_closing_cancels_a_source_that_waits_for_ever() -> None:
    cancelled = []

    async def source() -> AsyncGenerator[int, None]:
        try:
            yield 1
            await asyncio.Event().wait()
        finally:
            cancelled.append(True)

    items = iterate(source)
    assert next(items) == 1
    items.close()

    assert cancelled == [True]


def test_a_source_that_ended_can_be_closed() -> None:
    async def source() -> AsyncGenerator[int, None]:
        yield 1

    items = iterate(source)

    assert list(items) == [1]
    items.close()
