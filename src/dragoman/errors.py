"""Every error that Dragoman raises on purpose. Messages name the input, say what is wrong and what would be right.

    DragomanError
    ├── InputError            a document cannot be read; the rest of the run goes on
    │   ├── UnreadableError   damaged, encrypted or of a kind that no reader knows
    │   ├── EmptyError        no text in it
    │   ├── TooLargeError     over a limit
    │   └── LanguageError     not in a language that the model reads
    ├── EvidenceError         a quote that its text does not hold at its offsets
    ├── CodebookError         a codebook file that breaks its own rules
    ├── ModelError            the model is missing, damaged or of another version
    ├── QuestionError         a question that cannot be asked so: a date that is none, a country with itself
    ├── AccountError          an account, a password or a token that cannot be so, or a sign-in that fails
    └── RegisterError         the register cannot be opened, or does not hold what was asked for
        ├── BusyError         another program is writing to it
        ├── DamagedError      a text or a record in it is no longer what was stored
        ├── FullError         as much waits to be read already as may
        ├── DecisionError     a decision that cannot be made so
        │   └── ConflictError somebody has decided something else meanwhile
        ├── ReadOnlyError     this user may read it and not write to it
        └── UnknownError      no such document, record, fact or country
"""
from __future__ import annotations


class DragomanError(Exception):
    """Root of all errors of this package; `str()` of one is a line fit to be shown to a user."""


class InputError(DragomanError):
    """A document cannot be read. `name` is what the user called it (a path, an id, "-"), `reason` what is wrong, `mend` what would help."""

    def __init__(self, name: str, reason: str, mend: str) -> None:
        super().__init__(f"{name}: {reason}; {mend}")
        self.name, self.reason, self.mend = name, reason, mend

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str, str]]:
        return type(self), (self.name, self.reason, self.mend)  # else it would be made anew of its one line


class UnreadableError(InputError):
    """Damaged, encrypted, or of a kind that no reader knows."""


class EmptyError(InputError):
    """There is no text in it."""


class TooLargeError(InputError):
    """It is over one of the limits."""


class LanguageError(InputError):
    """It is not in a language that the model reads."""


class EvidenceError(DragomanError):
    """A quote that its text does not hold, word for word, at its offsets."""


class CodebookError(DragomanError):
    """A codebook file that breaks its own rules; the message names the file and the entry."""


class ModelError(DragomanError):
    """The model is missing, damaged or of another version."""


class QuestionError(DragomanError):
    """A question that cannot be asked so: a date that is none, a country with itself."""


class AccountError(DragomanError):
    """An account, a password or a token that cannot be so, or a sign-in that fails."""


class RegisterError(DragomanError):
    """The register cannot be opened, read or written."""


class BusyError(RegisterError):
    """Another program is writing to the register."""


class DamagedError(RegisterError):
    """A text or a record of the register is no longer what was stored."""


class DecisionError(RegisterError):
    """A decision that cannot be made so: a value that a field cannot have, a fact merged with itself."""


class ConflictError(DecisionError):
    """A decision on what somebody else has decided on meanwhile."""


class FullError(RegisterError):
    """As much waits to be read already as may."""


class ReadOnlyError(RegisterError):
    """This user may read the register and not write to it."""


class UnknownError(RegisterError):
    """The register, or the list of countries, does not hold what was asked for."""
