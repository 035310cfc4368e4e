# tests/core: one cmocka program per test_*.c, plain and with the sanitizers.
#   make test-core                 builds and runs them all on a private database
#   make core-test T=time          runs test_time, both ways
#   make core-walk [WALK=100000]   the random walk through cases at its full length

CORE_TESTS  := $(patsubst tests/core/test_%.c,%,$(sort $(wildcard tests/core/test_*.c)))
CORE_TBIN   := $(CORE_TESTS:%=$(OUT)/core-tests/test_%)
CORE_TABIN  := $(CORE_TESTS:%=$(OUT)/core-tests/asan/test_%)
CORE_SUPPORT := $(OUT)/core-tests/support.o $(OUT)/core-tests/support_people.o
CORE_TFLAGS  = $(CFLAGS_COMMON) -Wno-missing-prototypes -Iext/core -I$(CORE_GEN) -Itests/core -DELA_VERSION='"$(VERSION)"' \
               -DTEST_ROOT='"$(ROOT)"' $(CORE_CFLAGS) -MMD -MP

$(OUT)/core-tests/%.o: tests/core/%.c tests/core/tests.mk
	@mkdir -p $(@D)
	@echo "cc $@"
	@$(CC) $(CORE_TFLAGS) -c $< -o $@

$(OUT)/core-tests/asan/%.o: tests/core/%.c tests/core/tests.mk
	@mkdir -p $(@D)
	@echo "cc $@"
	@$(CC) $(CORE_TFLAGS) $(SAN) -c $< -o $@

$(OUT)/core-tests/test_%: $(OUT)/core-tests/test_%.o $(CORE_SUPPORT) $(CORE_LIB)
	@echo "link $@"
	@$(CC) $^ $(CORE_LIBS) $(CMOCKA_LIBS) -lpthread -o $@

$(OUT)/core-tests/asan/test_%: $(OUT)/core-tests/asan/test_%.o $(CORE_SUPPORT:$(OUT)/core-tests/%=$(OUT)/core-tests/asan/%) $(CORE_ALIB)
	@echo "link $@"
	@$(CC) $(SAN) $^ $(CORE_LIBS) $(CMOCKA_LIBS) -lpthread -o $@

.PRECIOUS: $(OUT)/core-tests/%.o $(OUT)/core-tests/asan/%.o
.PHONY: test-core core-test core-test-programs core-walk

core-test-programs: $(CORE_TBIN) $(CORE_TABIN)

# A test that does not compile must not hide the others: it counts as failed.
test-core:
	-@$(MAKE) --no-print-directory -k core-test-programs
	@tests/core/run.sh $(CORE_TBIN) $(CORE_TABIN)

core-test: $(OUT)/core-tests/test_$(T) $(OUT)/core-tests/asan/test_$(T)
	@tests/core/run.sh --no-result $^

WALK ?= 100000
core-walk: $(OUT)/core-tests/test_case_walk
	@ELASKA_WALK=$(WALK) TEST_TIMEOUT=3600 tests/core/run.sh --no-result $^

-include $(wildcard $(OUT)/core-tests/*.d $(OUT)/core-tests/asan/*.d)
