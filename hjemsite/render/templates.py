"""The templates of a site: its own, and those of the program, which its own stand in place of, one by one.

Templates arrive as texts, so what a page is made of is known: its view and the texts. Beside the view they see the
function `asset`, which gives the address of a file in the folder `assets`, and the filter `breakable`, which says where
the long words of a text may be divided.
"""

import operator
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache, partial
from keyword import iskeyword
from typing import TypeAlias

import jinja2
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Call, Expr, Getattr
from markupsafe import Markup, escape
from msgspec import Struct

from hjemsite.cache.blob import digest
from hjemsite.cache.filestat import KnownFile
from hjemsite.cache.template_folders import PROGRAM, is_template_path, name_in_folder
from hjemsite.danish.hyphenation import breakable
from hjemsite.diagnostics.diagnostic import Checked, Diagnostic, Span
from hjemsite.model import Brand
from hjemsite.pages.assets import FOLDER, Asset, assets
from hjemsite.pages.brand_style import branded
from hjemsite.render.compiled_templates import CompiledTemplates
from hjemsite.render.formats import FORMATS, TEMPLATED
from hjemsite.render.template_faults import StrictUndefined, UnknownAssetError, UnknownTemplateError
from hjemsite.render.template_parts import OF_PROGRAM, template_parts
from hjemsite.render.unused_templates import unused


class TemplateSource(Struct, frozen=True):
    """The file of a template and its text; whether it comes with the program or is the site's own."""

    path: str
    text: str
    is_from_program: bool


class Templates(Struct, frozen=True):
    """`sources`: name → template. `assets`: name → a file that pages link to.

    Where a site has a template of the same name, the program's is called `hjemsite/NAME`.
    """

    sources: Mapping[str, TemplateSource]
    assets: Mapping[str, Asset]
    digests: Mapping[str, bytes]
    """Danish name of each template, and one for all assets together → digest."""

    def of(self, template: str) -> frozenset[str]:
        """The keys in `digests` of what a page depends on whose template or format is called `template`."""
        parts_of = _parts(tuple(self.sources.items()))
        if template not in FORMATS:
            return parts_of.get(template, frozenset(self.digests))
        folder = TEMPLATED.get(template)
        return frozenset(
            part for name, parts in parts_of.items() if folder and name.startswith(folder) for part in parts
        )

    def digest_of(self, template: str) -> bytes:
        """The digest of all that a page depends on whose template or format is called `template`."""
        return digest(*(part for name in sorted(self.of(template)) for part in (name, self.digests[name])))

    def environment(self, href: Callable[[str], str]) -> jinja2.Environment:
        """Where pages are rendered. `href` makes the address of an asset one that a page can link to."""
        urls = tuple((name, href(asset.url)) for name, asset in self.assets.items())
        return _environment(tuple(self.sources.items()), urls)


TextsOf: TypeAlias = Callable[[Iterable[str]], Iterable[tuple[str, bytes]]]
"""Reads the files at some paths: path and bytes of each."""

_LOADED: dict[tuple[object, ...], Checked[Templates]] = {}
"""What was loaded last, by all that it follows from: a preview builds with the same again and again."""


def load(
    files: Mapping[str, KnownFile], texts_of: TextsOf, brand: Brand | None = None, chosen: Collection[str] = ()
) -> Checked[Templates]:
    """The templates and the assets among the `files` at their paths, which `texts_of` reads.

    The assets are as the alliance's `brand` has them; `chosen` are the names of the templates that pages choose.
    """
    # The program's come first, and the site's own in their place.
    paths = sorted((path for path in files if is_template_path(path)), key=lambda path: not path.startswith(PROGRAM))
    key = (*((path, files[path].digest) for path in paths), brand, frozenset(chosen))
    if key not in _LOADED:
        _LOADED.clear()
        _LOADED[key] = _load(paths, texts_of, brand, chosen)
    return _LOADED[key]


def _load(paths: Sequence[str], texts_of: TextsOf, brand: Brand | None, chosen: Collection[str]) -> Checked[Templates]:
    of_pages = (path for path in paths if name_in_folder(path).rpartition("/")[0] == FOLDER[:-1])
    site_assets = assets(texts_of(of_pages))
    faults = [*site_assets.faults]
    # In a checkout the site's folder is the program's.
    alone = not any(path.startswith(PROGRAM) for path in paths)
    sources: dict[str, TemplateSource] = {}
    for path, data in texts_of(path for path in paths if _is_template(name_in_folder(path))):
        name = name_in_folder(path)
        if name in sources:
            sources[f"{OF_PROGRAM}{name}"] = sources[name]
        try:
            text = data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            hint = "Gem den som UTF-8. Et billede skal ligge i mappen templates/assets"
            faults.append(Diagnostic("tegnkodning", Span(path), "Skabelonen er ikke gemt som UTF-8", hint))
        else:
            sources[name] = TemplateSource(path, text, alone or path.startswith(PROGRAM))
    texts = {source.path: source.text for source in sources.values() if not source.is_from_program}
    faults += unused(paths, texts, [asset.source for asset in site_assets.value.values()], chosen)
    of_site = branded(site_assets.value, brand)
    return Checked(Templates(sources, of_site, _digests(sources, of_site)), tuple(faults))


def _is_template(name: str) -> bool:
    """Whether the file called `name` is a template: of a page, a part of one, or a part of a Word file."""
    return "." in name and not name.startswith(FOLDER)


_ALL_ASSETS = "stilark, scripts og skrifter"


def _digests(sources: Mapping[str, TemplateSource], assets: Mapping[str, Asset]) -> dict[str, bytes]:
    states = {_called(name): digest(source.text) for name, source in sources.items()}
    urls = (part for name, asset in sorted(assets.items()) for part in (name, asset.url))
    return states | {_ALL_ASSETS: digest(*urls)}


@lru_cache(maxsize=1)
def _parts(sources: tuple[tuple[str, TemplateSource], ...]) -> dict[str, frozenset[str]]:
    """Name of a template → the keys in `Templates.digests` of all that it depends on."""
    texts = {name: source.text for name, source in sources}
    return {
        name: frozenset(map(_called, parts)) | {_ALL_ASSETS for part in parts if "asset" in texts[part]}
        for name, parts in template_parts(texts).items()
    }


def _called(name: str) -> str:
    return f"skabelonen {name}"


class _Sources(jinja2.BaseLoader):
    """Templates from texts; each keeps the path of its file, so that a fault can name it."""

    def __init__(self, sources: Mapping[str, TemplateSource]) -> None:
        self.sources = sources

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, None]:  # noqa: ARG002  # Jinja's signature
        source = self.sources.get(template)
        if source is None:
            source = self.sources.get(template.removeprefix(OF_PROGRAM))
        if source is None or (template.startswith(OF_PROGRAM) and not source.is_from_program):
            of_program = {
                f"{OF_PROGRAM}{name.removeprefix(OF_PROGRAM)}"
                for name, source in self.sources.items()
                if source.is_from_program
            }
            raise UnknownTemplateError(template, tuple(sorted({*self.sources, *of_program})))
        return source.text, source.path, None

    def list_templates(self) -> list[str]:
        return sorted(self.sources)


_COMPILED = CompiledTemplates()

_escaped_text: Callable[[str], str] = lru_cache(maxsize=4096)(escape)


def _escaped(value: object) -> str:
    """`escape(value)`, which a template puts out for `value`.

    The pages of a thousand articles put out 400,000 values, most of them names and addresses that come again and again.
    """
    if type(value) is str:
        return _escaped_text(value)
    return value if type(value) is Markup else escape(value)


class _CodeGenerator(CodeGenerator):
    """Writes the code of templates with `_escaped` in place of `escape` around what is put out, and with plain calls.

    Jinja asks at each call whether the callee wants its context: nothing that a template sees does, but macros, and
    those only to hear whether values are escaped, as they always are. And it looks for a name that a value lacks among
    the keys of a mapping: the program's own templates see none, so there a name is an attribute.
    """

    def visit_Call(self, node: Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802 - Jinja's signature
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super().visit_Call(node, frame, forward_caller)
            return
        self.write("environment.called(")
        self.visit(node.node, frame)
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        self.write(")")

    def visit_Getattr(self, node: Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's signature
        if self.filename not in _COMPILED.of_program or iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(")
            self.write(finalize.src or "")


class _Environment(jinja2.Environment):
    code_generator_class = _CodeGenerator
    escaped = staticmethod(_escaped)
    called = operator.call


@lru_cache(maxsize=1)
def _environment(
    sources: tuple[tuple[str, TemplateSource], ...], urls: tuple[tuple[str, str], ...]
) -> jinja2.Environment:
    """The environment of these templates and addresses of assets; a preview builds with the same again and again."""
    _COMPILED.of_program = frozenset(source.path for _, source in sources if source.is_from_program)
    environment = _Environment(
        loader=_Sources(dict(sources)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=_COMPILED,
        # Folding constants saves no page anything, and takes a tenth of the time to read the templates.
        optimized=False,
    )
    environment.filters["breakable"] = breakable
    # A template sees its view and the assets; what remains is a way of counting within a template.
    environment.globals = {"namespace": environment.globals["namespace"], "asset": partial(_address, dict(urls))}
    return environment


def _address(urls: Mapping[str, str], name: str) -> str:
    """The address of the asset `name`, for a link on a page."""
    if name not in urls:
        raise UnknownAssetError(name, tuple(urls))
    return urls[name]


def compile_all(environment: jinja2.Environment) -> None:
    """Makes every template ready for use, which otherwise happens when a page first needs it."""
    for name in environment.list_templates():
        with suppress(jinja2.TemplateError):
            environment.get_template(name)
