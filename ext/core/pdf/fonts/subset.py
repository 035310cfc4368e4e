# Makes the subset of Inter that the PDFs embed: python3 subset.py SOURCE.ttf OUT.ttf
# Static weight in, glyf outlines out; digits and the signs of amounts and durations are the tabular ones.
import sys
from fontTools import subset
from fontTools.ttLib import TTFont

src, out = sys.argv[1], sys.argv[2]
font = TTFont(src)
tabular = {}
for record in font["GSUB"].table.FeatureList.FeatureRecord:
    if record.FeatureTag == "tnum":
        for index in record.Feature.LookupListIndex:
            for sub in font["GSUB"].table.LookupList.Lookup[index].SubTable:
                sub = getattr(sub, "ExtSubTable", sub)
                tabular.update(getattr(sub, "mapping", {}))
for table in font["cmap"].tables:
    if table.isUnicode():
        for code in [ord(c) for c in "0123456789"]:
            if code in table.cmap:
                table.cmap[code] = tabular.get(table.cmap[code], table.cmap[code])
codes = (list(range(0x20, 0x7F)) + list(range(0xA0, 0x180)) + list(range(0x218, 0x21C)) + list(range(0x386, 0x3CF))
         + list(range(0x401, 0x460)) + list(range(0x2010, 0x2027)) + [0x202F, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044, 0x20AC,
            0x2116, 0x2122, 0x2190, 0x2192, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265, 0x1E9E, 0xFFFD])
options = subset.Options()
options.layout_features = []
options.hinting = False
options.glyph_names = False
options.notdef_outline = True
options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
options.drop_tables += ["GSUB", "GPOS", "GDEF", "STAT", "DSIG", "MVAR", "gasp"]
s = subset.Subsetter(options)
s.populate(unicodes=codes)
s.subset(font)
font.save(out)
print(out, len(font.getGlyphOrder()), "glyphs")
