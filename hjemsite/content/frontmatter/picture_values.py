"""Values of the fields of pictures: which file it is, how it came to be, and which point of it must be seen."""

from typing import Annotated, TypeAlias, get_args

from hjemsite import model
from hjemsite.content.frontmatter.values import FileName, InvalidValueError, ScalarReader, one_of
from hjemsite.content.library_names import library_name
from hjemsite.danish.word_patterns import lazy_pattern

_POINT = lazy_pattern(r"(\d{1,3}) ?%?(?: |, ?|; ?)(\d{1,3}) ?%?")


def _picture_name(text: str) -> str:
    name = library_name(text)
    return str(_FILE_NAME.read(name or text))


def _focal_point(text: str) -> model.FocalPoint:
    match = _POINT.fullmatch(text)
    if match is None or max(x := int(match[1]), y := int(match[2])) > 100:
        message = f"»{text}« er ikke et punkt i billedet"
        hint = "Skriv, hvor langt punktet er fra venstre kant og fra øverste kant i procent, for eksempel 30% 20%"
        raise InvalidValueError("ugyldig-vaerdi", message, hint)
    return model.FocalPoint(x, y)


_FILE_NAME: ScalarReader = get_args(FileName)[1]

PictureName: TypeAlias = Annotated[str, ScalarReader(_picture_name)]
"""The name of a file beside the text, or the path of a picture of the library: `content/billeder/hus.jpg`."""

FocalPoint: TypeAlias = Annotated[model.FocalPoint, ScalarReader(_focal_point)]
PictureOrigin: TypeAlias = Annotated[
    model.PictureOrigin, one_of(get_args(model.PictureOrigin), "en måde, et billede kan være blevet til på", lower=True)
]
TextOrigin: TypeAlias = Annotated[
    model.TextOrigin, one_of(get_args(model.TextOrigin), "en måde, en tekst kan være blevet til på", lower=True)
]
