"""Examples that the selector could learn from, without news."""

from eval.selector.examples import Example


def example(right: int, wrong: int) -> Example:
    """Return one with so many right and wrong sentences, the later the likelier."""
    texts = tuple(f"Sentence {n} of the harbour." for n in range(right + wrong))
    return Example(
        question="Which harbour?",
        texts=texts,
        right=(True,) * right + (False,) * wrong,
        likeness=tuple(n / 10 for n in range(right + wrong)),
        words=(5,) * (right + wrong),
    )
