"""Following money: who paid whom how much, and where an account's money went or came from."""

from graphkit.analysis.ledger.answers import Money
from graphkit.analysis.ledger.asking import money

__all__ = ["Money", "money"]
