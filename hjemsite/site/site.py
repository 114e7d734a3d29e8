"""The site: every document has become what it means, and every reference is resolved or reported.

What refers to something that is not there is left out of the site and told in a fault,
so whoever reads a `Site` can follow every reference in it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from posixpath import basename

from hjemsite.content.sources import Source
from hjemsite.diagnostics.diagnostic import Checked, Diagnostic, Related, Span, in_order
from hjemsite.model import Article, Member, Person, PlainPage, Site
from hjemsite.site.addresses import AddressBook, redirects
from hjemsite.site.registry import Registry
from hjemsite.site.size_claims import size_faults
from hjemsite.site.stories import Told
from hjemsite.site.xrefs import CrossRefs
from hjemsite.urls import Slug, Url, slug


def site(around: Checked[Registry], told: Sequence[Told], sources: Sequence[Source]) -> Checked[Site]:
    """The site of `told` in its surroundings. `sources` are all files of `content/`, those of broken documents too."""
    places, entries, company = around.value.addresses, around.value.entries, around.value.known_names
    stories = [one.value for one in told if one.value is not None]
    traces = cross_refs_of(around.value, told)
    # A second claim to an address is told by the register; only the first is part of the site.
    housed = [one for one in stories if places.pages.get(one.article.url) == one.article.source]
    articles = newest_first(one.article for one in housed)
    owners: tuple[Article | Member | Person | PlainPage, ...] = (
        *articles, *entries.members.values(), *entries.people.values(), *entries.pages
    )  # fmt: skip
    told_already = (*around.faults, *(fault for one in told for fault in one.faults))
    # Of a document that asks for the wrong file nobody knows which it meant.
    puzzled = {fault.span.path for fault in told_already if fault.rule in ("mangler-fil", "filtype")}
    whole = {trace.path for trace in traces if not trace.broken} - puzzled
    countable = tuple(sorted(company.members)) == company.known_members
    faults = [
        *told_already,
        *redirects(traces, places.pages),
        *_duplicates(one for one in articles if one.source in whole),
        *_topic_spellings(one.trace for one in housed),
        *_unused(places, {url for owner in owners for url in owner.files}, sources, whole),
        *size_faults(traces, around.value.settings, company.members, countable=countable),
    ]
    files = {url: source.content for url, source in places.files.items()}
    made = Site(around.value.settings, tuple(articles), entries.members, entries.people, entries.pages, files)
    return Checked(made, in_order(faults))


def newest_first(articles: Iterable[Article]) -> list[Article]:
    """Articles in the order in which a site has them."""
    return sorted(articles, key=lambda one: (one.date, one.url), reverse=True)


def cross_refs_of(around: Registry, told: Iterable[Told]) -> list[CrossRefs]:
    """The traces of all documents."""
    return [*around.xrefs, *(one.value.trace for one in told if one.value is not None)]


def _duplicates(articles: Iterable[Article]) -> Iterator[Diagnostic]:
    seen: dict[tuple[str, object], Article] = {}
    # Whatever makes a copy adds something to the name.
    for one in sorted(articles, key=lambda one: (len(one.source), one.source)):
        other = seen.setdefault((one.title, one.date.date()), one)
        if other is not one:
            message = f"Nyheden har samme overskrift og dato som {other.source}"
            yield Diagnostic(
                "mulig-dublet",
                Span(one.source),
                message,
                "Slet den ene, hvis den er en kopi",
                (Related(Span(other.source), "den anden"),),
            )


def _topic_spellings(traces: Iterable[CrossRefs]) -> Iterator[Diagnostic]:
    spellings: dict[Slug, dict[str, Span]] = defaultdict(dict)
    for trace in traces:
        for topic, span in trace.topics:
            spellings[slug(topic)].setdefault(topic, span)
    for name, ways in spellings.items():
        if not name:
            continue
        first, *others = sorted(ways)
        for other in others:
            message = f"Emnet er skrevet på to måder: »{other}« og »{first}«"
            place = Related(ways[first], "skrevet sådan her")
            yield Diagnostic("emne-stavet-forskelligt", ways[other], message, "Skriv emnet ens alle steder", (place,))


def _unused(places: AddressBook, used: set[Url], sources: Iterable[Source], whole: set[str]) -> Iterator[Diagnostic]:
    """Files of a bundle that its page, if it is `whole`, does not use; of a broken one nobody knows."""
    idle = {url: source for url, source in places.files.items() if url not in used and not source.refused}
    texts = {source.path: source for source in sources if source.path in whole} if idle else {}
    for source in idle.values():
        text = texts.get(f"{places.bundle_of(source.path)}/index.md")
        # A text that names the file has been told why it cannot be used.
        if text is not None and basename(source.path).encode() not in text.data:
            hint = "Henvis til filen, eller slet den"
            yield Diagnostic("ubrugt-fil", Span(source.path), "Ingen tekst bruger filen", hint)
