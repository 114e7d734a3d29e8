"""The characters that nobody sees and that mislead: those that no page may hold, and those that no field may hold."""

from hjemsite.danish.word_patterns import lazy_pattern

# Directional overrides turn text around for the reader; the others are not allowed in HTML or XML, or cannot be saved.
FORBIDDEN = lazy_pattern("[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")

_PICTURE = "[\u2190-\u2bff\U0001f000-\U0001faff]"
# Arabic, Persian and the scripts of India and Cambodia are not spelt without joiners.
_JOINED_SCRIPTS = "[\u0620-\u07ff\u0840-\u0dff\u1780-\u17df]"
_STRAY_JOINER = (
    f"(?<!{_JOINED_SCRIPTS})(?:\u200c"
    f"|\u200d(?!(?<={_PICTURE}\u200d){_PICTURE})(?!(?<={_PICTURE}\ufe0f\u200d){_PICTURE}))"
)
INVISIBLE = lazy_pattern(
    f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]|{_STRAY_JOINER}"
)
"""A character that turns text around, hides in it, or may not stand in XML. (The soft hyphen is only dropped.)

A joiner is one where it joins nothing: neither two emojis nor letters of a script that is spelt with it.
"""
