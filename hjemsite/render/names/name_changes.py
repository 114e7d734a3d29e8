"""What changed between two versions for whoever has templates of their own: worked out from their records."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from hjemsite.render.names.template_names import TemplateNames


class NameChange(Struct, frozen=True):
    """What changed in what `owner` gives: a template (»quotes.html«), or a struct that views are made of (»Card«).

    Blocks stand as `block main`, macros as `macro card(…)`. `retyped` are name, old type and new type. A template or
    struct that is new or gone as a whole has no names.
    """

    owner: str
    added: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    retyped: tuple[tuple[str, str, str], ...] = ()
    whole: str = ""
    """`new` or `gone` where the owner itself is; else empty."""


def name_changes(old: TemplateNames, new: TemplateNames) -> tuple[NameChange, ...]:
    """What `new` has other than `old`: first by template, then by struct."""
    return (*_by_template(old, new), *_by_struct(old, new))


def _by_template(old: TemplateNames, new: TemplateNames) -> Iterator[NameChange]:
    for name in dict.fromkeys((*new.views, *new.macros, *old.views, *old.macros)):
        before, after = _given(name, old), _given(name, new)
        if before is None or after is None:
            yield NameChange(name, whole="new" if before is None else "gone")
        elif before != after:
            yield _compared(name, before, after)
    before, after = dict.fromkeys(old.assets, ""), dict.fromkeys(new.assets, "")
    if before != after:
        yield _compared("assets/", before, after)


def _by_struct(old: TemplateNames, new: TemplateNames) -> Iterator[NameChange]:
    views = {*old.views.values(), *new.views.values()}
    for name in dict.fromkeys((*new.structs, *old.structs)):
        before, after = old.structs.get(name), new.structs.get(name)
        if name not in views and before != after:
            if before is None or after is None:
                yield NameChange(name, whole="new" if before is None else "gone")
            else:
                yield _compared(name, before, after)


def _given(name: str, names: TemplateNames) -> Mapping[str, str] | None:
    """All that a template gives to one that extends or imports it: name → type. None where there is no such one."""
    if name not in names.views and name not in names.macros and name not in names.blocks:
        return None
    fields = names.structs[names.views[name]] if name in names.views else {}
    blocks = {f"block {block}": "" for block in names.blocks.get(name, ())}
    macros = {f"macro {macro}": _list(parameters) for macro, parameters in names.macros.get(name, {}).items()}
    return {**fields, **blocks, **macros}


def _list(parameters: Iterable[str]) -> str:
    return f"({', '.join(parameter.rstrip('=') for parameter in parameters)})"


def _compared(owner: str, before: Mapping[str, str], after: Mapping[str, str]) -> NameChange:
    both = [name for name in after if name in before and after[name] != before[name]]
    return NameChange(
        owner,
        tuple(name for name in after if name not in before),
        tuple(name for name in before if name not in after),
        tuple((name, before[name], after[name]) for name in both),
    )
