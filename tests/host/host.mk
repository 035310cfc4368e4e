# tests/host: the host around the module. `make host` prints which one is used and where its copy is;
# `make facts DOLIBARR_ROOT=<htdocs>` records the fact files on a real tree (README.md there).

.PHONY: host facts

host:
	@tests/host/find.sh

facts:
	@tests/host/facts/record.sh
