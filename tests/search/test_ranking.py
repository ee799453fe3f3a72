"""The results of search, and their order."""

from __future__ import annotations

import pytest

from poles_cli import Directory, PolesError, load
from poles_cli.directory.search import Hit
from poles_cli.directory.search.entries import KINDS, Entry, fold_lines
from poles_cli.directory.search.ranking import POINTS, Query, rank


@pytest.fixture(scope="module")
def directory() -> Directory:
    """The bundled directory, read once."""
    return load()


def hits(directory: Directory, words: str, kind: str | None = None) -> list[Hit]:
    """Search, and return the hits."""
    return list(directory.search(words, kind).hits)


def found(directory: Directory, words: str, kind: str | None = None) -> list[tuple[str, str]]:
    """Search, and return the kind and slug of each hit."""
    return [(hit.kind, hit.slug) for hit in hits(directory, words, kind)]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("economie sociale", ("concept", "economie-sociale")),
        ("economie-sociale", ("concept", "economie-sociale")),
        ("social economy", ("concept", "economie-sociale")),
        ("cooperative", ("concept", "cooperative")),
        ("coop", ("concept", "cooperative")),
        ("tresca", ("pole", "chaudiere-appalaches")),
        ("la TRÉSCA", ("pole", "chaudiere-appalaches")),
        ("CRÉSAT", ("pole", "abitibi-temiscamingue")),
        ("FNQLEDC", ("pole", "premieres-nations")),
        ("montreal", ("pole", "montreal")),
        ("montérégie", ("region", "monteregie")),
        ("eastern townships", ("region", "estrie")),
        ("06", ("region", "montreal")),
        ("horisol", ("example", "chaudiere-appalaches")),
        ("loi sur les coopératives", ("concept", "cooperative")),
    ],
)
def test_a_name_in_full_comes_first(
    directory: Directory, words: str, first: tuple[str, str]
) -> None:
    """An entry whose name is the whole query comes before entries that contain its words."""
    assert first == found(directory, words)[0]


def test_a_beginning_finds_pole_and_region(directory: Directory) -> None:
    """Three letters or more match the beginning of words, for pôles and regions alike."""
    slug = "gaspesie-iles-de-la-madeleine"

    assert {("pole", slug), ("region", slug)} == set(found(directory, "gaspe")[:2])


def test_two_letters_find_whole_words_only(directory: Directory) -> None:
    """One or two letters match only whole words: « ga » does not find Gaspésie."""
    assert [] == hits(directory, "ga")


def test_every_word_must_match(directory: Directory) -> None:
    """An entry without one of the words is not a hit, however well the others match."""
    assert ("concept", "economie-sociale") not in found(directory, "économie sociale laval")
    assert ("pole", "laval") == found(directory, "économie sociale laval")[0]


@pytest.mark.parametrize(
    "words",
    [
        "COOPÉRATIVE DE SANTÉ ROBERT-CLICHE",
        "cooperative de sante robert cliche",
        "coopérative santé robert—cliche",
        "coope\u0301rative sante\u0301 «robert cliche»",
    ],
)
def test_accents_case_and_dashes_do_not_matter(directory: Directory, words: str) -> None:
    """Every spelling of a name finds it."""
    assert ("example", "chaudiere-appalaches") == found(directory, words)[0]


def test_apostrophes_and_common_words_do_not_matter(directory: Directory) -> None:
    """`l'`, `d'`, `de` are ignored, with either apostrophe or none."""
    straight = hits(directory, "entreprise d'insertion")

    assert straight == hits(directory, "entreprise d’insertion")
    assert ("concept", "entreprise-insertion") == found(directory, "entreprise insertion")[0]


def test_ligatures_are_two_letters() -> None:
    """« Belœil » is found by « beloeil », and the other way round."""
    entry = Entry("region", "x", "Belœil", "Belœil", ["name"], ["Belœil"], fold_lines(["Belœil"]))

    assert [entry] == [hit.entry for hit in rank([entry], Query({"beloeil"}, [("beloeil",)]))]


@pytest.mark.parametrize(
    ("acronym", "slug"),
    [
        ("ÉS", "economie-sociale"),
        ("SE", "economie-sociale"),
        ("EI", "entreprise-insertion"),
        ("UN", "resolution-onu-77-281"),
        ("LES", "loi-economie-sociale"),
    ],
)
def test_a_short_acronym_may_be_the_whole_query(
    directory: Directory, acronym: str, slug: str
) -> None:
    """A query of two to four letters may be an acronym, even spelled like « les »."""
    assert ("concept", slug) == found(directory, acronym)[0]


@pytest.mark.parametrize("words", ["EI québec", "SE ÉS coopérative", "ONU coop"])
def test_a_short_acronym_is_not_a_word_among_others(directory: Directory, words: str) -> None:
    """With other words, the letters of an acronym are searched in texts, not among acronyms."""
    assert set(words.split()[:1]).isdisjoint(hit.match for hit in hits(directory, words))


def test_an_acronym_as_a_common_word_brings_no_text(directory: Directory) -> None:
    """« un » finds the concept with that acronym, and not every text with the word « un »."""
    assert [("concept", "resolution-onu-77-281")] == found(directory, "un")


def test_common_words_alone_are_searched(directory: Directory) -> None:
    """A query with only common words, which is not a name, is searched as typed."""
    assert hits(directory, "de la")


def test_examples_have_the_slug_of_their_pole(directory: Directory) -> None:
    """An example of two pôles is found under both, by its own name."""
    example = [hit for hit in hits(directory, "nitaskinan", "example")]

    assert ["mauricie", "premieres-nations"] == [hit.slug for hit in example]
    assert {"Coop Nitaskinan"} == {hit.name for hit in example}


def test_a_pole_is_found_by_its_examples(directory: Directory) -> None:
    """An example's name also finds its pôle, below the example."""
    assert [
        ("example", "chaudiere-appalaches"),
        ("pole", "chaudiere-appalaches"),
    ] == found(directory, "horisol")


def test_coop_finds_concepts_and_examples(directory: Directory) -> None:
    """One word finds entries of several kinds, and each hit has its kind."""
    kinds = {kind for kind, _ in found(directory, "coop")}

    assert {"concept", "example", "pole"} <= kinds


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_narrows(directory: Directory, kind: str) -> None:
    """`--in` keeps one kind, with the same order and scores."""
    word = "coopérative" if kind == "guide" else "québec"
    everything = [hit for hit in hits(directory, word) if hit.kind == kind]

    assert everything
    assert everything == hits(directory, word, kind)


def test_a_kind_may_have_accents_and_capitals(directory: Directory) -> None:
    """« Pôle » is the kind `pole`."""
    assert hits(directory, "laval", "pole") == hits(directory, "laval", "Pôle")


def test_an_unknown_kind_is_refused(directory: Directory) -> None:
    """An unknown kind is a usage error that lists the five."""
    with pytest.raises(PolesError, match="pole, concept, region, example, guide") as caught:
        directory.search("laval", "pol")
    assert 2 == caught.value.exit_code


@pytest.mark.parametrize("words", ["", "   ", "???", "’", "—", "\x00\x1b"])
def test_a_query_without_a_word_is_refused(directory: Directory, words: str) -> None:
    """A query with only punctuation is a usage error."""
    with pytest.raises(PolesError) as caught:
        directory.search(words)
    assert 2 == caught.value.exit_code


def test_the_limit_keeps_the_best(directory: Directory) -> None:
    """`limit` keeps the first hits, and `total` still counts all of them."""
    whole = directory.search("coopérative")
    cut = directory.search("coopérative", limit=3)

    assert whole.hits[:3] == cut.hits
    assert len(whole.hits) == whole.total == cut.total
    assert () == directory.search("coopérative", limit=0).hits


def test_order_is_score_then_kind_then_slug(directory: Directory) -> None:
    """Ties are sorted by kind, then by slug, whatever was read first."""
    ranked = hits(directory, "économie sociale")

    assert ranked == sorted(ranked, key=lambda h: (-h.score, KINDS.index(h.kind), h.slug))
    assert all(type(hit.score) is int for hit in ranked)


def test_the_table_of_points_is_in_order() -> None:
    """Names have more points than acronyms and aliases, then former names, down to notes."""
    order = list(POINTS.values())

    assert order == sorted(order, reverse=True)
    assert all(word > beginning for _, word, beginning in order)


def test_every_field_has_points(directory: Directory) -> None:
    """Every field that search reads has points, and no other field does."""
    fields = {
        field
        for kind in KINDS
        for entry in directory.search_entries(kind)
        for field in entry.fields
    }

    assert set(POINTS) == fields


def test_a_name_outranks_a_former_name_outranks_a_text() -> None:
    """The same word scores more in a name than in a former name, a city, an activity or a text."""
    order = ("name", "alias", "former_name", "city", "example", "activity", "text")
    text = "Le mot rare ici"
    entries = [
        Entry("pole", field, field, field, [field], [text], fold_lines([text]))
        for field in reversed(order)
    ]

    ranked = rank(entries, Query({"rare"}, [("rare",)]))
    assert list(order) == [hit.entry.slug for hit in ranked]


@pytest.mark.parametrize(
    ("words", "slugs"),
    [
        ("comment financer mon projet", {"plan-d-affaires", "risq", "piec"}),
        ("how do I start a co-op", {"start", "demarrer-une-cooperative"}),
        ("démarrer une coopérative", {"start", "demarrer-une-cooperative"}),
        ("obtenir une subvention pour ma coop", {"pme-mtl"}),
        ("who lends money", {"risq", "investissement-quebec"}),
        ("financer un bâtiment", {"piec"}),
    ],
)
def test_a_question_finds_who_helps(directory: Directory, words: str, slugs: set[str]) -> None:
    """A question ignores common words and endings, and the guide is one of the answers."""
    assert slugs <= {slug for _, slug in found(directory, words)}


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("c'est quoi l'économie sociale", "economie-sociale"),
        ("qu'est-ce qu'une ristourne", "ristourne"),
        ("what is a mutual", "mutuelle"),
        ("Montérégie Est", "monteregie-est"),
    ],
)
def test_the_name_in_a_question_comes_first(directory: Directory, words: str, slug: str) -> None:
    """Common words around a name do not hide it, and those in a name count."""
    assert slug == found(directory, words)[0][1]


def test_most_of_the_words_are_better_than_nothing(directory: Directory) -> None:
    """If no entry has all the words, those with the most of them are found, and marked partial."""
    partial = directory.search("subvention girafe")
    assert partial.partial
    assert partial.hits == directory.search("subvention").hits
    assert not directory.search("subvention").partial
