#!/usr/bin/env python3
"""Prints pinyin_readings.h, the pinyin of Han characters without tones, from Unicode's Unihan_Readings.txt and
Unihan_Variants.txt (Debian's package unicode-data has them, compressed):

    python3 -B src/text/gen_pinyin.py /usr/share/unicode/Unihan_Readings.txt.bz2 \\
        /usr/share/unicode/Unihan_Variants.txt.bz2 > src/text/pinyin_readings.h

A character's most usual reading is in kMandarin. Its other readings of today are in kHanyuPinlu, from a count of
modern texts, and in kTGHZ2013, from the dictionary of the 8,105 standard characters, which has the readings of names
as well: the zang of 西藏, the zeng of 曾, the shan of 单, the xia of 厦门. The blocks of the BMP are stored
as the number of a set of readings for each code point. From the other planes only the standard characters are listed: the 14,500
others with a reading are out of use, and would more than double the table.

Folding replaces 乾 by 干 (see gen_variants.py), so a character also gets the readings of the characters that it
replaces: 干 that of 乾隆, qian.
"""

import bz2
import collections
import sys
import unicodedata

import gen_variants

FIRST, LAST = 0x3400, 0x9FFF  # Extension A, U+4DC0 to U+4DFF (no Han), the block of U+4E00

# ling and ji, for which Unihan has no reading.
EXTRA = {0x3007: "ling", 0x20BB7: "ji"}

HEAD = """\
/* Generated from {name} of Unicode {version} by src/text/gen_pinyin.py, which says how to regenerate it. */
#ifndef TEXT_PINYIN_READINGS_H
#define TEXT_PINYIN_READINGS_H

#include <stdint.h>
#include <uchar.h>

enum {{ PINYIN_FIRST = 0x{first:X}, PINYIN_LAST = 0x{last:X}, PINYIN_SYLLABLE_BYTES = {most} }};

/* clang-format off */
/* The syllables of Mandarin without tones; ü is v. */
static const char pinyin_syllables[{syllable_count}][PINYIN_SYLLABLE_BYTES + 1] = {{
{syllables}
}};

/* The sets of syllables that characters have, one after the other: indices of pinyin_syllables[]. Set 0 is empty. */
static const uint16_t pinyin_members[{member_count}] = {{
{members}
}};

/* The index in pinyin_members[] at which each set begins, and that at which the last set ends. */
static const uint16_t pinyin_set_starts[{start_count}] = {{
{starts}
}};

/* The first letters of each set, as bits, with a in the lowest bit. */
static const uint32_t pinyin_set_initials[{set_count}] = {{
{initials}
}};

/* The set of each code point from PINYIN_FIRST to PINYIN_LAST. */
static const uint16_t pinyin_set_of[PINYIN_LAST - PINYIN_FIRST + 1] = {{
{rows}
}};

/* The sets of the characters that are not in pinyin_set_of[], in order of code points. */
static const struct {{
    char32_t cp;
    uint16_t set;
}} pinyin_others[{other_count}] = {{
{others}
}};
/* clang-format on */

#endif
"""


def syllable(reading):
    """Returns a syllable without its tone, in ASCII: zhong of zhòng, lv of lǜ, e of ế."""
    apart = unicodedata.normalize("NFD", reading.lower()).replace("u\u0308", "v")
    return "".join(char for char in apart if char.isascii())


def readings(field, value):
    if field == "kMandarin":  # zhòng
        return value.split()
    if field == "kHanyuPinlu":  # zhòng(1823) chóng(329)
        return [item.split("(")[0] for item in value.split()]
    if field == "kTGHZ2013":  # 047.150:chóng 395.020,395.030:xì
        return [reading for item in value.split() for reading in item.split(":")[1].split(",")]
    return []


def read(lines):
    """Returns the file's name, its version of Unicode, and each code point's syllables, the most usual one first."""
    name = version = None
    fields = collections.defaultdict(dict)
    for line in lines:
        if line.startswith("#"):
            name = name or line.strip("# \n")
            version = line.split(":")[1].strip() if line.startswith("# Unicode version:") else version
        elif line.strip():
            code, field, value = line.rstrip("\n").split("\t")
            fields[field][int(code[2:], 16)] = readings(field, value)
    syllables = {cp: [reading] for cp, reading in EXTRA.items()}
    for field in ("kMandarin", "kHanyuPinlu", "kTGHZ2013"):
        for cp, found in fields[field].items():
            if cp <= LAST or cp in fields["kTGHZ2013"]:
                syllables.setdefault(cp, []).extend(syllable(reading) for reading in found)
    return name, version, syllables


def add_variants(syllables, variants):
    """Adds the readings of each replaced character to those of the character that replaces it."""
    for cp, variant in sorted(variants.items()):
        if cp in syllables:
            syllables.setdefault(variant, []).extend(syllables[cp])
    return {cp: tuple(sorted(set(found))) for cp, found in syllables.items()}


def table(items):
    """Returns the lines of an initializer, of up to 116 characters each."""
    lines, line = [], "   "
    for item in items:
        if len(line) + len(item) + 2 > 116:
            lines.append(line)
            line = "   "
        line += f" {item},"
    return "\n".join(lines + [line])


def main():
    with bz2.open(sys.argv[1], "rt", encoding="utf-8") as file:
        name, version, found = read(file)
    found = add_variants(found, gen_variants.load(sys.argv[2], sys.argv[1])[2])
    names = sorted({each for readings in found.values() for each in readings})
    sets = [()] + sorted(set(found.values()))
    number = {readings: i for i, readings in enumerate(sets)}
    members, starts = [], [0]
    for readings in sets:
        members += [names.index(each) for each in readings]
        starts.append(len(members))
    others = [f"{{0x{cp:X}, {number[readings]}}}" for cp, readings in sorted(found.items()) if not FIRST <= cp <= LAST]
    print(HEAD.format(name=name, version=version, first=FIRST, last=LAST, most=max(map(len, names)),
                      syllable_count=len(names), syllables=table(f'"{each}"' for each in names),
                      member_count=len(members), members=table(map(str, members)),
                      start_count=len(starts), starts=table(map(str, starts)), set_count=len(sets),
                      initials=table(f"0x{sum(1 << ord(letter) - ord('a') for letter in {each[0] for each in readings}):X}"
                                     for readings in sets),
                      rows=table(str(number[found.get(cp, ())]) for cp in range(FIRST, LAST + 1)),
                      other_count=len(others), others=table(others)), end="")


if __name__ == "__main__":
    main()
