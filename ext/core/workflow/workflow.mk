# The shipped workflow pack becomes a constant of the core: od and sed are everywhere, xxd is not.
WORKFLOW_PACK := dolibarr-module/elaska/packs/core/workflow.json
WORKFLOW_GEN  := $(CORE_GEN)/workflow_pack.c
CORE_GEN_SRC  += $(WORKFLOW_GEN)

$(WORKFLOW_GEN): $(WORKFLOW_PACK) ext/core/workflow/workflow.mk
	@mkdir -p $(@D)
	@{ echo '/* Generated from $(WORKFLOW_PACK). */'; \
	   echo '#include "workflow/workflow_internal.h"'; \
	   echo 'const char ela__workflow_pack[] = {'; \
	   od -An -v -tx1 $< | sed 's/ \([0-9a-f][0-9a-f]\)/(char)0x\1,/g'; \
	   echo '0};'; \
	   echo 'const unsigned long ela__workflow_pack_size = sizeof(ela__workflow_pack) - 1;'; } > $@.tmp
	@mv $@.tmp $@
