# One program runs all suites. A new one is a NAME_test.c here and a
# SUITE(NAME) in suites.h.

unit_suites = \
	tests/unit/across_test.c \
	tests/unit/admit_test.c \
	tests/unit/arena_test.c \
	tests/unit/attempt_test.c \
	tests/unit/buf_test.c \
	tests/unit/canon_test.c \
	tests/unit/case_target_test.c \
	tests/unit/check_test.c \
	tests/unit/codec_test.c \
	tests/unit/count_test.c \
	tests/unit/cover_test.c \
	tests/unit/curve_test.c \
	tests/unit/date_test.c \
	tests/unit/diag_test.c \
	tests/unit/dmct_search_test.c \
	tests/unit/doc_test.c \
	tests/unit/duis_body_test.c \
	tests/unit/duis_file_test.c \
	tests/unit/duis_codes_test.c \
	tests/unit/duis_facts_test.c \
	tests/unit/duis_lint_test.c \
	tests/unit/duis_test.c \
	tests/unit/duis_value_test.c \
	tests/unit/due_test.c \
	tests/unit/estate_test.c \
	tests/unit/evidence_class_test.c \
	tests/unit/evidence_test.c \
	tests/unit/explain_test.c \
	tests/unit/findings_out_test.c \
	tests/unit/idcode_test.c \
	tests/unit/input_test.c \
	tests/unit/intern_test.c \
	tests/unit/join_test.c \
	tests/unit/journal_crash_test.c \
	tests/unit/journal_test.c \
	tests/unit/json_test.c \
	tests/unit/interior_test.c \
	tests/unit/lp_test.c \
	tests/unit/moment_test.c \
	tests/unit/names_test.c \
	tests/unit/net_http_test.c \
	tests/unit/net_receiver_test.c \
	tests/unit/plan_input_test.c \
	tests/unit/num_test.c \
	tests/unit/options_test.c \
	tests/unit/out_test.c \
	tests/unit/draw_test.c \
	tests/unit/plan_backtest_test.c \
	tests/unit/plan_cut_test.c \
	tests/unit/plan_share_test.c \
	tests/unit/plan_routes_test.c \
	tests/unit/plan_test.c \
	tests/unit/plan_trials_test.c \
	tests/unit/policy_in_test.c \
	tests/unit/precedence_test.c \
	tests/unit/ppcl_test.c \
	tests/unit/printed_test.c \
	tests/unit/ratio_test.c \
	tests/unit/release_test.c \
	tests/unit/rows_test.c \
	tests/unit/run_large_test.c \
	tests/unit/run_sim_test.c \
	tests/unit/run_test.c \
	tests/unit/scan_sweep_test.c \
	tests/unit/scan_test.c \
	tests/unit/select_brute_test.c \
	tests/unit/select_test.c \
	tests/unit/sha256_test.c \
	tests/unit/load_day_test.c \
	tests/unit/smooth_lp_test.c \
	tests/unit/smooth_test.c \
	tests/unit/since_test.c \
	tests/unit/span_test.c \
	tests/unit/spool_test.c \
	tests/unit/spread_test.c \
	tests/unit/srv_test.c \
	tests/unit/stability_test.c \
	tests/unit/state_test.c \
	tests/unit/table_out_test.c \
	tests/unit/table_test.c \
	tests/unit/tables_in_test.c \
	tests/unit/tally_in_test.c \
	tests/unit/text_table_test.c \
	tests/unit/utf8_test.c \
	tests/unit/variants_test.c \
	tests/unit/vec_test.c \
	tests/unit/version_test.c \
	tests/unit/case_sample_test.c \
	tests/unit/pattern_test.c \
	tests/unit/verdict_test.c \
	tests/unit/criteria_test.c \
	tests/unit/outcome_test.c \
	tests/unit/wan_test.c \
	tests/unit/xml_test.c \
	tests/unit/xmlsig_test.c

if HAVE_CHECK
check_PROGRAMS += tests/unit/unit
TESTS += tests/unit/unit
else
# a missing part fails, it does not pass by silently testing less
check_DATA = unit-tests-without-check
unit-tests-without-check:
	@echo "make check: the unit tests need the library Check (Debian:" \
		"check); install it and run configure again" >&2
	@false
endif

tests_unit_unit_SOURCES = tests/unit/main.c tests/unit/suites.h \
	tests/unit/journal_folder.c tests/unit/journal_folder.h \
	tests/unit/journal_util.c tests/unit/journal_util.h \
	tests/unit/plan_util.c tests/unit/plan_util.h \
	tests/unit/rows_util.c tests/unit/rows_util.h \
	tests/unit/run_sim.c tests/unit/run_sim.h \
	tests/unit/run_rows.h \
	tests/unit/scan_util.c tests/unit/scan_util.h $(unit_suites)
# Check's macros compare in intmax_t, and suites need no prototype
tests_unit_unit_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS) -Wno-missing-prototypes
tests_unit_unit_LDADD = $(LDADD) $(CHECK_LIBS) $(XMLSEC_LIBS) $(XML_LIBS) \
	$(CLP_LIBS) $(CURL_LIBS) $(MHD_LIBS) $(GNUTLS_LIBS) $(SQLITE_LIBS)

# Estates to plan: for the comparison with other solvers, and for the clock.
check_PROGRAMS += tests/bench/plan-estate
tests_bench_plan_estate_SOURCES = tests/bench/plan-estate.c \
	tests/unit/plan_util.c tests/unit/plan_util.h
tests_bench_plan_estate_LDADD = $(LDADD) $(CLP_LIBS)

# Journals of any size: how large, how fast.
check_PROGRAMS += tests/bench/journal
tests_bench_journal_SOURCES = tests/bench/journal.c \
	tests/unit/journal_util.c tests/unit/journal_util.h
tests_bench_journal_LDADD = $(LDADD) $(SQLITE_LIBS)
