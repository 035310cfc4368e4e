# The list of common passwords travels inside the library.
CORE_GEN_SRC += $(CORE_GEN)/common_passwords.c

$(CORE_GEN)/common_passwords.c: dolibarr-module/elaska/packs/core/common-passwords.txt ext/core/embed.pl
	@mkdir -p $(@D)
	perl ext/core/embed.pl ELA_COMMON_PASSWORDS $< >$@.new
	mv $@.new $@
