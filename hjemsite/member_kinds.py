"""What kinds of members there are; apart from the model, for the command line names them before it builds anything."""

from typing import Literal

Kind = Literal["kommune", "ngo", "boligorganisation", "fond", "uddannelse", "myndighed", "virksomhed", "andet"]
