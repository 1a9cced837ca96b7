#!/usr/bin/env python3
"""Prints pinyin_initials.h, the initials of the pinyin of Han characters, from Unicode's Unihan_Readings.txt and
Unihan_Variants.txt (Debian's package unicode-data has them, compressed):

    python3 -B src/text/gen_pinyin.py /usr/share/unicode/Unihan_Readings.txt.bz2 \\
        /usr/share/unicode/Unihan_Variants.txt.bz2 > src/text/pinyin_initials.h

A character's most usual reading is in kMandarin. Its other readings of today are in kHanyuPinlu, from a count of
modern texts, and in kTGHZ2013, from the dictionary of the 8,105 standard characters, which has the readings of names
as well: the zang of 西藏, the zeng of 曾, the shan of 单, the xia of 厦门. The blocks of the BMP are stored as
rows of letters, one letter a code point. From the other planes only the standard characters are listed: the 14,500
others with a reading are out of use, and would more than double the table.

Folding replaces 乾 by 干 (see gen_variants.py), so a character also gets the readings of the characters that it
replaces: 干 that of 乾隆, qian.
"""

import bz2
import collections
import sys
import unicodedata

import gen_variants

FIRST, LAST, ROW = 0x3400, 0x9FFF, 128  # Extension A, U+4DC0 to U+4DFF (no Han), the block of U+4E00

# ling and ji, for which Unihan has no reading.
EXTRA = {0x3007: "l", 0x20BB7: "j"}

HEAD = """\
/* Generated from {name} of Unicode {version} by src/text/gen_pinyin.py, which says how to regenerate it. */
#ifndef TEXT_PINYIN_INITIALS_H
#define TEXT_PINYIN_INITIALS_H

#include <uchar.h>

enum {{ PINYIN_FIRST = 0x{first:X}, PINYIN_LAST = 0x{last:X}, PINYIN_ROW = {row} }};

/* clang-format off */
/* The mark of each code point from PINYIN_FIRST to PINYIN_LAST: its initial; a byte beyond ASCII for several; '.' if
 * it has none. */
static const char pinyin_rows[{row_count}][PINYIN_ROW + 1] = {{
{rows}
}};

/* The initials that a mark stands for, as bits, with a in the lowest bit. */
static const unsigned pinyin_marks[256] = {{
{marks}
}};

/* All initials of the characters that are not in pinyin_rows[], in order of code points. */
static const struct {{
    char32_t cp;
    char initials[{initials}];
}} pinyin_lists[{list_count}] = {{
{lists}
}};
/* clang-format on */

#endif
"""


def initial(reading):
    """Returns the first letter of a syllable, without its tone: z of zhòng, e of ế."""
    return unicodedata.normalize("NFD", reading)[0].lower()


def readings(field, value):
    if field == "kMandarin":  # zhòng
        return value.split()
    if field == "kHanyuPinlu":  # zhòng(1823) chóng(329)
        return [item.split("(")[0] for item in value.split()]
    if field == "kTGHZ2013":  # 047.150:chóng 395.020,395.030:xì
        return [reading for item in value.split() for reading in item.split(":")[1].split(",")]
    return []


def read(lines):
    """Returns the file's name, its version of Unicode, and each code point's initials, the most usual one first."""
    name = version = None
    fields = collections.defaultdict(dict)
    for line in lines:
        if line.startswith("#"):
            name = name or line.strip("# \n")
            version = line.split(":")[1].strip() if line.startswith("# Unicode version:") else version
        elif line.strip():
            code, field, value = line.rstrip("\n").split("\t")
            fields[field][int(code[2:], 16)] = readings(field, value)
    initials = {cp: [letter] for cp, letter in EXTRA.items()}
    for field in ("kMandarin", "kHanyuPinlu", "kTGHZ2013"):
        for cp, syllables in fields[field].items():
            if cp <= LAST or cp in fields["kTGHZ2013"]:
                initials.setdefault(cp, []).extend(initial(syllable) for syllable in syllables)
    return name, version, initials


def add_variants(initials, variants):
    """Adds the initials of each replaced character to those of the character that replaces it."""
    for cp, variant in sorted(variants.items()):
        if cp in initials:
            initials.setdefault(variant, []).extend(initials[cp])
    return {cp: "".join(dict.fromkeys(letters)) for cp, letters in initials.items()}


def bits(letters):
    return sum(1 << ord(letter) - ord("a") for letter in set(letters))


def escaped(text):
    return "".join(char if char < "\x80" else f"\\{ord(char):o}" for char in text)


def main():
    with bz2.open(sys.argv[1], "rt", encoding="utf-8") as file:
        name, version, initials = read(file)
    initials = add_variants(initials, gen_variants.load(sys.argv[2], sys.argv[1])[2])
    sets = sorted({bits(letters) for cp, letters in initials.items() if FIRST <= cp <= LAST and len(letters) > 1})
    marks = {0: "."} | {1 << i: chr(ord("a") + i) for i in range(26)} | {each: chr(0x80 + i) for i, each in enumerate(sets)}
    text = "".join(marks[bits(initials.get(cp, ""))] for cp in range(FIRST, LAST + 1))
    rows = [f'    "{escaped(text[at:at + ROW])}",' for at in range(0, len(text), ROW)]
    values = [f"[{ord(char)}] = 0x{each:X}," for each, char in sorted(marks.items(), key=lambda item: item[1]) if each]
    lists = [f'{{0x{cp:X}, "{letters}"}},' for cp, letters in sorted(initials.items())
             if not FIRST <= cp <= LAST]
    print(HEAD.format(name=name, version=version, first=FIRST, last=LAST, row=ROW, row_count=len(rows),
                      rows="\n".join(rows), marks="\n".join("    " + " ".join(values[at:at + 7]) for at in range(0, len(values), 7)),
                      initials=1 + max(len(letters) for letters in initials.values()),
                      list_count=len(lists),
                      lists="\n".join("    " + " ".join(lists[at:at + 7]) for at in range(0, len(lists), 7))), end="")


if __name__ == "__main__":
    main()
