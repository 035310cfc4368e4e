# Inter, upright and italic in two weights, travels inside the library: the core reads no file.
PDF_FONTS := 400Regular 600SemiBold 400RegularItalic 600SemiBoldItalic
CORE_GEN_SRC += $(PDF_FONTS:%=$(CORE_GEN)/font_%.c)

$(CORE_GEN)/font_%.c: ext/core/pdf/fonts/Inter-%.ttf ext/core/embed.pl
	@mkdir -p $(@D)
	perl ext/core/embed.pl ELA_FONT_$* $< >$@.new
	mv $@.new $@
