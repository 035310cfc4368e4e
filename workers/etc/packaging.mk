# What leaves the house: the zip that Dolibarr's "deploy an external module" page takes, and Debian packages.

DIST_ZIP := $(OUT)/module_elaska-$(VERSION).zip

.PHONY: dist-zip deb-packages

# The one top folder is the module's own; dates are those of the files, order is fixed.
dist-zip:
	@[ -f $(OUT)/module/elaska/core/modules/modElaska.class.php ] || { echo "dist: the module is not staged"; exit 1; }
	@rm -f $(DIST_ZIP)
	@cd $(OUT)/module && find elaska -type f -not -name '.*' | LC_ALL=C sort | zip -q -X -9 $(abspath $(DIST_ZIP)) -@
	@echo $(DIST_ZIP)

deb-packages:
	@PHP_CONFIG=$(PHP_CONFIG) workers/etc/deb/build.sh
