#!/usr/bin/env python3
"""Prints ambiguous.h, the table of ambiguous-width characters, from Unicode's EastAsianWidth.txt:

    python3 src/text/gen_ambiguous.py /usr/share/unicode/EastAsianWidth.txt > src/text/ambiguous.h
"""

import re
import sys

LINE = re.compile(r"([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*A\s*#\s*(\w[\w&])\s")

HEAD = """\
/* Generated from {name} by src/text/gen_ambiguous.py; regenerate with
 * python3 src/text/gen_ambiguous.py EastAsianWidth.txt > src/text/ambiguous.h */
#ifndef TEXT_AMBIGUOUS_H
#define TEXT_AMBIGUOUS_H

#include <uchar.h>

/* The code points of East Asian Width A (UAX #11), without combining marks and format characters,
 * which take up no column in any terminal: ranges, ascending, both ends included. */
static const struct {{
    char32_t first, last;
}} ambiguous_ranges[] = {{
"""


def ambiguous(lines):
    """Returns the ranges of class A as [first, last], adjacent ones joined."""
    ranges = []
    for line in lines:
        found = LINE.match(line)
        if not found or found[3] in ("Mn", "Me", "Cf"):
            continue
        first = int(found[1], 16)
        last = int(found[2] or found[1], 16)
        if ranges and ranges[-1][1] + 1 == first:
            ranges[-1][1] = last
        else:
            ranges.append([first, last])
    return ranges


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        lines = file.readlines()
    items = [f"{{0x{first:04X}, 0x{last:04X}}}" for first, last in ambiguous(lines)]
    print(HEAD.format(name=lines[0].strip("# \n")), end="")
    print("    /* clang-format off */")
    for at in range(0, len(items), 5):
        print("    " + ", ".join(items[at:at + 5]) + ",")
    print("    /* clang-format on */\n};\n\n#endif")


if __name__ == "__main__":
    main()
