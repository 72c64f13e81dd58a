"""A folder of more than 300 mixed files, as an investigation receives them: every kind in many forms and encodings,
a whole case, broken and hostile files, and names that say nothing.

`make(folder)` writes it and returns what each file is and how many rows it has, counted without the product.
"""

from tests.mixed_folder.build import make

__all__ = ["make"]
