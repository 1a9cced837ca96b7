#!/usr/bin/env python3
"""Prints line_class.h, the line breaking class of every code point, from the files of Unicode's database
(Debian's package unicode-data has them in /usr/share/unicode):

    python3 src/text/gen_line_class.py /usr/share/unicode > src/text/line_class.h

The classes are those of LineBreak.txt after rule LB1 of UAX #14, with three of them split where a rule looks at
another property: OP by East Asian width (LB30), ID by Extended_Pictographic (LB30b), and SA by general category
(LB1). Two stages: a block of 128 code points is found through an index, since most blocks are alike.
"""

import os
import re
import sys

BLOCK = 128
LINE = re.compile(r"([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*(\w+)")

# The classes after LB1 and the splits, in the order of the enumeration.
CLASSES = """AL B2 BA BB BK CB CL CM CP CR EB EM EX GL H2 H3 HL HY ID IN IS JL JT JV LF NL NS NU OP PO PR QU RI SP SY WJ
ZW ZWJ OP_WIDE ID_PICTOGRAPH CJ""".split()

HEAD = """\
/* Generated from {name} by src/text/gen_line_class.py, which says how to regenerate it. */
#ifndef TEXT_LINE_CLASS_H
#define TEXT_LINE_CLASS_H

#include <stdint.h>

/* clang-format off */
enum line_class {{
{classes}
}};

static const uint8_t line_class_index[{index_count}] = {{
{index}
}};

static const uint8_t line_class_blocks[{block_count}][{block}] = {{
{blocks}
}};
/* clang-format on */

#endif
"""


def read(path):
    """Yields (first, last, value) for each line of a property file."""
    with open(path, encoding="utf-8") as file:
        for line in file:
            found = LINE.match(line)
            if found:
                yield int(found[1], 16), int(found[2] or found[1], 16), found[3]


def line_classes(folder):
    classes = ["XX"] * 0x110000
    # Unassigned code points are ideographs in the blocks reserved for them, and currency signs in theirs.
    for first, last in ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x1F000, 0x1FAFF), (0x1FC00, 0x1FFFD),
                        (0x20000, 0x2FFFD), (0x30000, 0x3FFFD)):
        classes[first:last + 1] = ["ID"] * (last + 1 - first)
    classes[0x20A0:0x20D0] = ["PR"] * 0x30
    for first, last, value in read(os.path.join(folder, "LineBreak.txt")):
        classes[first:last + 1] = [value] * (last + 1 - first)
    return classes


def resolve(folder):
    classes = line_classes(folder)
    marks, assigned, wide, pictographs = set(), set(), set(), set()
    for first, last, value in read(os.path.join(folder, "extracted", "DerivedGeneralCategory.txt")):
        if value in ("Mn", "Mc"):
            marks.update(range(first, last + 1))
        if value != "Cn":
            assigned.update(range(first, last + 1))
    for first, last, value in read(os.path.join(folder, "EastAsianWidth.txt")):
        if value in ("F", "W", "H"):
            wide.update(range(first, last + 1))
    for first, last, value in read(os.path.join(folder, "emoji", "emoji-data.txt")):
        if value == "Extended_Pictographic":
            pictographs.update(range(first, last + 1))
    for cp, value in enumerate(classes):
        if value in ("AI", "SG", "XX"):
            value = "AL"
        elif value == "SA":
            value = "CM" if cp in marks else "AL"
        elif value == "OP" and cp in wide:
            value = "OP_WIDE"
        elif value == "ID" and cp in pictographs and cp not in assigned:
            value = "ID_PICTOGRAPH"
        classes[cp] = value
    return classes


def rows(items, per_row):
    return "\n".join("    " + ", ".join(items[at:at + per_row]) + "," for at in range(0, len(items), per_row))


def main():
    folder = sys.argv[1]
    number = {name: at for at, name in enumerate(CLASSES)}
    classes = [number[name] for name in resolve(folder)]
    blocks, index = {}, []
    for at in range(0, len(classes), BLOCK):
        index.append(blocks.setdefault(tuple(classes[at:at + BLOCK]), len(blocks)))
    with open(os.path.join(folder, "LineBreak.txt"), encoding="utf-8") as file:
        name = file.readline().strip("# \n")
    print(HEAD.format(name=name, classes=rows(["LB_" + c for c in CLASSES], 10), index_count=len(index),
                      index=rows([str(i) for i in index], 24), block_count=len(blocks), block=BLOCK,
                      blocks="\n".join("    {\n" + rows([str(c) for c in b], 32) + "\n    }," for b in blocks)), end="")


if __name__ == "__main__":
    main()
