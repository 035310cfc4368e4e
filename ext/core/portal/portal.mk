# The description of the API, and the messages of errors in both languages, travel inside the library.
CORE_GEN_SRC += $(CORE_GEN)/openapi_json.c $(CORE_GEN)/messages.c
PORTAL_LANGS := $(wildcard dolibarr-module/elaska/langs/fr_FR/elaska.lang dolibarr-module/elaska/langs/en_US/elaska.lang)

$(CORE_GEN)/openapi_json.c: dolibarr-module/elaska/public/openapi.json ext/core/embed.pl
	@mkdir -p $(@D)
	perl ext/core/embed.pl ELA_OPENAPI_JSON $< >$@.new
	mv $@.new $@

$(CORE_GEN)/messages.c: ext/core/portal/messages.pl $(PORTAL_LANGS)
	@mkdir -p $(@D)
	perl ext/core/portal/messages.pl dolibarr-module/elaska/langs >$@.new
	mv $@.new $@
