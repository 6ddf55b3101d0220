#!/usr/bin/python3
"""Make NotoSansSC-GB2312.ttf, the font that figures are drawn with.

It takes Noto Sans CJK SC from Debian's package fonts-noto-cjk (SIL Open Font
License 1.1), keeps the characters of GB 2312 levels 1 and 2 (the 莓 of 草莓
is of level 2) with their punctuation, Latin-1 and a few marks, and turns the
PostScript outlines into TrueType ones, which PDF output needs. Debian's python3-fonttools does the work:

    apt-get install fonts-noto-cjk python3-fonttools
    /usr/bin/python3 projection/figure/font/subset.py
"""

import pathlib

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

SOURCE = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
SIMPLIFIED = 2  # the face of the collection
TARGET = pathlib.Path(__file__).with_name("NotoSansSC-GB2312.ttf")
MAX_ERROR = 1.0  # of 1000 units an em


def characters():
    chars = set(range(0x20, 0x7F)) | set(range(0xA0, 0x100)) | set(range(0x391, 0x3CA))
    chars |= {ord(c) for c in "␣·…–—‘’“”•←↑→↓↔−×÷≈≠≤≥√□▲▼◆●○■∑"}
    for row in list(range(0xA1, 0xA4)) + list(range(0xB0, 0xF8)):
        for column in range(0xA1, 0xFF):
            try:
                chars.add(ord(bytes([row, column]).decode("gb2312")))
            except UnicodeDecodeError:
                pass
    return chars


def to_truetype(font):
    glyphs = font.getGlyphSet()
    outlines = {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, MAX_ERROR, reverse_direction=True))
        outlines[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder = font.getGlyphOrder()
    glyf.glyphs = outlines
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for field in ("maxZones", "maxComponentElements", "maxComponentDepth", "maxTwilightPoints", "maxStorage",
                  "maxFunctionDefs", "maxInstructionDefs", "maxStackElements", "maxSizeOfInstructions"):
        setattr(maxp, field, 0)
    maxp.maxZones = 1
    post = font["post"]
    post.formatType = 3.0
    for table in ("CFF ", "VORG", "BASE"):
        if table in font:
            del font[table]
    font.sfntVersion = "\x00\x01\x00\x00"


def main():
    font = TTFont(SOURCE, fontNumber=SIMPLIFIED)
    options = subset.Options(layout_features=[], hinting=False, notdef_outline=True, name_IDs=[0, 1, 2, 4, 6, 13, 14])
    cutter = subset.Subsetter(options)
    wanted = characters()
    cutter.populate(unicodes=wanted)
    cutter.subset(font)
    to_truetype(font)
    font.save(TARGET)
    have = set(TTFont(TARGET).getBestCmap())
    missing = sorted(chr(c) for c in wanted - have)
    print(f"{TARGET.name}: {TARGET.stat().st_size} bytes, {len(have)} characters, without {''.join(missing)!r}")
    if lost := {c for c in "草莓·␣→，。“”□é" if ord(c) not in have}:
        raise SystemExit(f"the font lacks {''.join(sorted(lost))!r}")


if __name__ == "__main__":
    main()
