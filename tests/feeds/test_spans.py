"""Any heap of styles becomes spans that nest, over the same characters."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.feeds.child.spans import nest
from bot.model import Span, Style

B, I, U, S, CODE, PRE, QUOTE, LINK = (  # noqa: E741
    Style.BOLD,
    Style.ITALIC,
    Style.UNDERLINE,
    Style.STRIKE,
    Style.CODE,
    Style.PRE,
    Style.QUOTE,
    Style.LINK,
)


def link(start: int, end: int, url: str = "https://a.example/") -> Span:
    return Span(start, end, LINK, url)


def test_neighbours_of_one_style_are_one() -> None:
    assert nest([Span(0, 2, B), Span(2, 4, B), Span(3, 6, B)], 10) == (Span(0, 6, B),)


def test_two_links_side_by_side_stay_two() -> None:
    spans = (link(0, 2), link(2, 4, "https://b.example/"))
    assert nest(spans, 4) == spans


def test_a_link_inside_a_link_begins_where_the_first_ends() -> None:
    assert nest([link(0, 4), link(2, 6, "https://b.example/")], 6) == (
        link(0, 4),
        link(4, 6, "https://b.example/"),
    )


def test_crossing_styles_are_parted() -> None:
    assert nest([Span(0, 4, B), Span(2, 6, I)], 6) == (Span(0, 4, B), Span(2, 4, I), Span(4, 6, I))


def test_a_quotation_is_never_parted() -> None:
    assert nest([Span(0, 5, B), Span(3, 9, QUOTE)], 9) == (Span(0, 3, B), Span(3, 9, QUOTE), Span(3, 5, B))


def test_a_link_is_never_parted_by_a_lesser_style() -> None:
    assert nest([Span(0, 5, B), link(3, 9)], 9) == (Span(0, 3, B), link(3, 9), Span(3, 5, B))


def test_code_drives_out_other_styles() -> None:
    assert nest([Span(0, 9, B), Span(3, 6, CODE)], 9) == (Span(0, 3, B), Span(3, 6, CODE), Span(6, 9, B))


def test_a_link_drives_out_code() -> None:
    assert nest([Span(0, 9, CODE), link(3, 6)], 9) == (Span(0, 3, CODE), link(3, 6), Span(6, 9, CODE))


def test_what_lies_outside_the_text_is_clipped() -> None:
    assert nest([Span(-3, 2, B), Span(4, 40, I), Span(50, 60, U), Span(3, 3, S)], 5) == (
        Span(0, 2, B),
        Span(4, 5, I),
    )


def spans_up_to(length: int) -> st.SearchStrategy[list[Span]]:
    place = st.integers(0, length)
    one = st.builds(
        lambda start, end, style: Span(start, end, style, "https://a.example/" if style is LINK else None),
        place,
        place,
        st.sampled_from(list(Style)),
    )
    return st.lists(one, max_size=9)


def covered(spans: tuple[Span, ...] | list[Span], style: Style) -> set[int]:
    return {place for span in spans if span.style is style for place in range(span.start, span.end)}


@given(spans_up_to(12))
@settings(max_examples=60, deadline=None)
def test_spans_nest_and_cover_what_they_covered(spans: list[Span]) -> None:
    nested = nest(spans, 12)
    assert list(nested) == sorted(nested, key=lambda span: (span.start, -span.end))
    for one in nested:
        for other in nested:
            apart = one.end <= other.start or other.end <= one.start
            inside = one.start <= other.start and other.end <= one.end
            assert apart or inside or (other.start <= one.start and one.end <= other.end)
    code = covered(nested, CODE) | covered(nested, PRE)
    for style in (B, I, U, S, Style.SPOILER):
        assert covered(nested, style) == covered(spans, style) - code
    assert covered(nested, QUOTE) == covered(spans, QUOTE)
    assert covered(nested, LINK) == covered(spans, LINK)
    assert nest(nested, 12) == nested


def test_thousands_of_spans_are_nested_quickly() -> None:
    many = [Span(place, place + 2, B if place % 3 else I) for place in range(1_500)]
    assert len(nest(many, 20_000)) < 20_000
