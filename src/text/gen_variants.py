#!/usr/bin/env python3
"""Prints variants.h, the Han characters that search replaces by a variant form, from Unicode's Unihan_Variants.txt and
Unihan_Readings.txt (Debian's package unicode-data has them, compressed):

    python3 src/text/gen_variants.py /usr/share/unicode/Unihan_Variants.txt.bz2 \\
        /usr/share/unicode/Unihan_Readings.txt.bz2 > src/text/variants.h

Characters that kSimplifiedVariant, kTraditionalVariant, kZVariant or EXTRA connect form a class: 台 with 臺, 檯 and
颱. Forms of other regions and of old prints join a class if kSemanticVariant relates them to its characters only, they
have the same reading, and they are no standard character of today's mainland (kTGHZ2013): 衆, 館 and 舘, but not 她,
which is not 他. All characters of a class are replaced by one, a standard, simplified character, so that most of
today's text stays as it is. The classes contain the block of U+4E00 and standard characters elsewhere (the 䶮 and 𫖮
of names); other characters are out of use.
"""

import bz2
import sys

FIRST, LAST = 0x4E00, 0x9FFF  # all of three bytes in UTF-8

# Variants that Unihan does not relate, or relates to another word. The first is the standard form of the mainland.
EXTRA = """
布佈 占佔 念唸 游遊 升昇 托託 产産 尝嚐 苏甦 既旣 颜顔 录録 绿緑 岳嶽 针鍼 秘祕 泛氾 炉鑪 绣綉 污汙汚 碗椀盌 梅楳 昆崑 岩嵒 席蓆 巢巣 局侷 愈癒瘉
场塲 哗譁 强彊 你妳 它牠
"""

HEAD = """\
/* Generated from {name} of Unicode {version} by src/text/gen_variants.py, which says how to regenerate it. */
#ifndef TEXT_VARIANTS_H
#define TEXT_VARIANTS_H

#include <stdint.h>
#include <uchar.h>

enum {{ VARIANT_FIRST = 0x{first:X}, VARIANT_LAST = 0x{last:X} }};

/* clang-format off */
/* Maps each code point from VARIANT_FIRST to VARIANT_LAST to its folded form, in the same range; 0: itself. */
static const uint16_t variants[VARIANT_LAST - VARIANT_FIRST + 1] = {{
{rows}
}};

/* Maps other code points, in ascending order. */
static const struct {{
    char32_t cp, variant;
}} other_variants[{other_count}] = {{
{others}
}};
/* clang-format on */

#endif
"""


def read(path):
    """Returns the file's name, its version of Unicode, and its lines' code points, fields and values."""
    name = version = None
    entries = []
    with bz2.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            if line.startswith("#"):
                name = name or line.strip("# \n")
                version = line.split(":")[1].strip() if line.startswith("# Unicode version:") else version
            elif line.strip():
                code, field, value = line.rstrip("\n").split("\t")
                entries.append((int(code[2:], 16), field, value))
    return name, version, entries


class Classes:
    """Classes of characters: maps each character to the set of its class."""

    def __init__(self, standard):
        self.standard = standard
        self.simplified = set()
        self.members = {}

    def join(self, traditional, simple):
        """Joins the classes of two characters if both are in use."""
        if all(FIRST <= cp <= LAST or cp in self.standard for cp in (traditional, simple)):
            both = self.of(traditional) | self.of(simple)
            self.members.update((cp, both) for cp in both)

    def of(self, cp):
        return self.members.get(cp, {cp})

    def is_standard(self, cp):
        return not self.standard.isdisjoint(self.of(cp))

    def variants(self):
        """Maps each character to the one that replaces it; without those that stay."""
        variants = {}
        for cp, members in self.members.items():
            variant = min(members, key=lambda m: (not FIRST <= m <= LAST, m not in self.standard,
                                                  m not in self.simplified, m))
            if cp != variant:
                variants[cp] = variant
        return variants


def others_of(value):
    """Returns the code points of a value like U+773E<kLau,kMatthews U+4F17."""
    return [int(item.split("<")[0][2:], 16) for item in value.split()]


def join_simplified(classes, entries):
    for cp, field, value in entries:
        for other in others_of(value):
            if field == "kTraditionalVariant" and cp != other:
                classes.simplified.add(cp)
                classes.join(other, cp)
            elif field == "kSimplifiedVariant" and cp != other:
                classes.simplified.add(other)
                classes.join(cp, other)
            elif field == "kZVariant":
                classes.join(cp, other)


def join_forms(classes, entries, sounds):
    """Adds characters that are not standard to the class of standard ones that they are a form of."""
    found = []
    for cp, field, value in entries:
        if field == "kSemanticVariant" and not classes.is_standard(cp):
            same = [other for other in others_of(value)
                    if classes.is_standard(other) and cp in sounds and sounds[cp] == sounds.get(other)]
            if same and all(classes.of(other) == classes.of(same[0]) for other in same):
                found.append((cp, same[0]))
    for cp, other in found:
        if not classes.is_standard(cp):
            classes.join(cp, other)


def load(variants_path, readings_path):
    """Returns the name and version of Unihan_Variants.txt, and a map of each character to the one that replaces it."""
    name, version, entries = read(variants_path)
    readings = read(readings_path)[2]
    classes = Classes({cp for cp, field, _ in readings if field == "kTGHZ2013"})
    join_simplified(classes, entries)
    for group in EXTRA.split():
        classes.simplified.add(ord(group[0]))
        for form in group[1:]:
            classes.join(ord(form), ord(group[0]))
    join_forms(classes, entries, {cp: value.split()[0] for cp, field, value in readings if field == "kMandarin"})
    return name, version, classes.variants()


def main():
    name, version, variants = load(sys.argv[1], sys.argv[2])
    rows = [f"[0x{cp - FIRST:04X}] = 0x{variant:X}," for cp, variant in sorted(variants.items()) if FIRST <= cp <= LAST]
    others = [f"{{0x{cp:X}, 0x{variant:X}}}," for cp, variant in sorted(variants.items()) if not FIRST <= cp <= LAST]
    print(HEAD.format(name=name, version=version, first=FIRST, last=LAST, other_count=len(others),
                      rows="\n".join("    " + " ".join(rows[at:at + 6]) for at in range(0, len(rows), 6)),
                      others="\n".join("    " + " ".join(others[at:at + 6]) for at in range(0, len(others), 6))), end="")


if __name__ == "__main__":
    main()
