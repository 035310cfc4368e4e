# The shipped mail templates travel inside the library.
CORE_GEN_SRC += $(CORE_GEN)/mail_json.c

$(CORE_GEN)/mail_json.c: dolibarr-module/elaska/packs/core/mail.json ext/core/embed.pl
	@mkdir -p $(@D)
	perl ext/core/embed.pl ELA_MAIL_JSON $< >$@.new
	mv $@.new $@
