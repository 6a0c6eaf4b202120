# The tests of make check; tests/unit/local.mk adds the unit tests.

TEST_EXTENSIONS = .sh
tap_driver = env AM_TAP_AWK='$(AWK)' $(SHELL) \
	$(top_srcdir)/build-aux/tap-driver.sh
LOG_DRIVER = $(tap_driver)
SH_LOG_DRIVER = $(tap_driver)
SH_LOG_COMPILER = $(SHELL)
AM_TESTS_ENVIRONMENT = \
	unset CDPATH GREP_OPTIONS NO_COLOR COLUMNS TERM SOURCE_DATE_EPOCH; \
	LC_ALL=C.UTF-8; TZ=UTC0; \
	top_srcdir='$(abs_top_srcdir)'; top_builddir='$(abs_top_builddir)'; \
	SMETS1_BIN='$(abs_top_builddir)/bin'; TOOLS='$(TOOLS)'; \
	CPP='$(CPP)'; CC='$(CC)'; MAKE='$(MAKE)'; \
	SMETS1_SANITIZERS='$(enable_sanitizers)'; \
	ASAN_OPTIONS="allocator_may_return_null=1:$$ASAN_OPTIONS"; \
	export LC_ALL TZ top_srcdir top_builddir SMETS1_BIN TOOLS CPP CC MAKE \
		SMETS1_SANITIZERS ASAN_OPTIONS;

house_tests = \
	tests/house/banned.sh \
	tests/house/completion.sh \
	tests/house/dist.sh \
	tests/house/help.sh \
	tests/house/layers.sh \
	tests/house/lists.sh \
	tests/house/man.sh \
	tests/house/sizes.sh \
	tests/house/words.sh
flow_tests = \
	tests/flow/bodies.sh \
	tests/flow/damage.sh \
	tests/flow/demo-sit.sh \
	tests/flow/dmct.sh \
	tests/flow/duis.sh \
	tests/flow/envelopes.sh \
	tests/flow/duis-sign.sh \
	tests/flow/foc.sh \
	tests/flow/load.sh \
	tests/flow/man-examples.sh \
	tests/flow/oracle.sh \
	tests/flow/paths.sh \
	tests/flow/plan.sh \
	tests/flow/plan-solvers.sh \
	tests/flow/plan-shares.sh \
	tests/flow/ppcl.sh \
	tests/flow/scan.sh \
	tests/flow/sit-plan.sh \
	tests/flow/sit-views.sh \
	tests/flow/values.sh \
	tests/flow/xlsx.sh \
	tests/flow/wan.sh
scene_tests = \
	tests/scene/access.sh \
	tests/scene/bodies.sh \
	tests/scene/converse.sh \
	tests/scene/evidence.sh \
	tests/scene/faults.sh \
	tests/scene/hostile.sh \
	tests/scene/lint.sh \
	tests/scene/logs.sh \
	tests/scene/net-tls.sh \
	tests/scene/order.sh \
	tests/scene/run-day.sh \
	tests/scene/run-faults.sh \
	tests/scene/run-tls.sh \
	tests/scene/run.sh \
	tests/scene/run-paths.sh \
	tests/scene/run-receiver.sh \
	tests/scene/run-routes.sh \
	tests/scene/run-schedule.sh \
	tests/scene/run-signed.sh \
	tests/scene/run-outage.sh \
	tests/scene/run-resume.sh \
	tests/scene/run-disk.sh \
	tests/scene/schedule.sh \
	tests/scene/schema.sh \
	tests/scene/signed.sh \
	tests/scene/tls.sh \
	tests/scene/views.sh
fault_tests = \
	tests/fault/disk.sh \
	tests/fault/full.sh \
	tests/fault/kill.sh \
	tests/fault/odd-files.sh \
	tests/fault/sit-kills.sh

# The sanitizers bring an allocator that cannot be made to fail, and will not
# have another library before theirs.
memory_tests = tests/fault/changed.sh tests/fault/memory.sh
if !SANITIZERS
fault_tests += $(memory_tests)
endif

TESTS += tests/tool/run-cases $(flow_tests) $(scene_tests) $(fault_tests) \
	$(house_tests)

EXTRA_DIST += $(scene_tests) tests/scene/scene.sh tests/scene/receiver.py \
	tests/scene/hostile.py tests/scene/gateway.py tests/scene/tls-servers.py \
	tests/scene/pki.sh tests/scene/campaign.sh
EXTRA_DIST += $(house_tests) $(flow_tests) $(fault_tests) $(memory_tests) tests/tap.sh \
	tests/house/code tests/house/banned.names tests/house/parsers \
	tests/house/sizes.allowed tests/tool/run-cases \
	tests/tap.py tests/fault/failmalloc.c tests/fault/meddle.c \
	tests/unit/cross \
	$(call in_source,tests/tool/*/* tests/flow/demo.sh \
		tests/flow/demo-campaign.sh tests/flow/duis-common.sh \
		tests/flow/public-schema.sh \
		tests/flow/*.py tests/flow/*.sql \
		tests/fault/*.py tests/fault/input tests/bench/* tests/fuzz/*)

# the whole sweeps, not samples of them
check-long:
	SMETS1_LONG=1 $(MAKE) $(AM_MAKEFLAGS) check
.PHONY: check-long

# messages from a shell, for the flow tests
check_PROGRAMS += tests/peer/duis-tool
tests_peer_duis_tool_SOURCES = tests/peer/duis-tool.c
tests_peer_duis_tool_LDADD = $(LDADD) $(XMLSEC_LIBS) $(XML_LIBS)

# requests of every service, for the flow tests
check_PROGRAMS += tests/peer/duis-bodies
tests_peer_duis_bodies_SOURCES = tests/peer/duis-bodies.c
tests_peer_duis_bodies_LDADD = $(LDADD) $(XMLSEC_LIBS) $(XML_LIBS)

# the lint by what is told of users and devices, for the scenes
check_PROGRAMS += tests/peer/duis-lint
tests_peer_duis_lint_SOURCES = tests/peer/duis-lint.c
tests_peer_duis_lint_LDADD = $(LDADD) $(XMLSEC_LIBS) $(XML_LIBS)

# one request from a shell, for the scenes
check_PROGRAMS += tests/peer/net-post
tests_peer_net_post_SOURCES = tests/peer/net-post.c
tests_peer_net_post_LDADD = $(LDADD) $(CURL_LIBS) $(MHD_LIBS) $(GNUTLS_LIBS)
