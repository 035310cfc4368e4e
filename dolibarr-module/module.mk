# The module as an administrator installs it: pages, packs, sql/ and the built front end, in $(OUT)/module/elaska.
#   stage     assembles it beside and swaps it in, so that nobody sees half of it

MODULE     := dolibarr-module/elaska
STAGE      := $(OUT)/module/elaska
# Folders too: a deleted file changes only the time of its folder.
MODULE_SRC := $(shell find $(MODULE) sql 2>/dev/null) dolibarr-module/LICENSE

$(OUT)/module/.staged: $(OUT)/front/.built $(MODULE_SRC)
	@echo "stage $(STAGE)"
	@rm -rf $(STAGE).new $(STAGE).old
	@mkdir -p $(STAGE).new/public $(STAGE).new/js
	@cp -r $(MODULE)/. $(STAGE).new/
	@cp dolibarr-module/LICENSE $(STAGE).new/
	@cp -r sql $(STAGE).new/
	@cp -r $(OUT)/front/public/. $(STAGE).new/public/
	@cp -r $(OUT)/front/js/. $(STAGE).new/js/
	@chmod -R u+w $(STAGE).new
	@if [ -d $(STAGE) ]; then mv $(STAGE) $(STAGE).old; fi
	@mv $(STAGE).new $(STAGE)
	@rm -rf $(STAGE).old
	@touch $@

stage: $(OUT)/module/.staged
