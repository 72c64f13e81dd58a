"""A second invented case, made from the contract and the domain notes alone: other rings, other habits, other dirt.

`make(folder, seed)` writes the files and `truth.json` in the shape of `sample_data/truth.json`. Every name, number,
address and site is fictional: resident IDs use sequence numbers 996–999, phones lie in `1xx0000xxxx`, domains contain
`xunian`, addresses come from special-purpose blocks that belong to no host.
"""

from tests.second_case.build import make

__all__ = ["make"]
