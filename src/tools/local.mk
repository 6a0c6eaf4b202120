# The tools. A new one is a word in TOOLS and in bin_PROGRAMS and a line of
# SOURCES; its man page and completions follow.

TOOLS = rfi-check dmc-count dmc-select ppcl-make ppcl-diff dmct-queue epcl-make
TOOLS += srv-load
TOOLS += wan-load
TOOLS += sit-emu
TOOLS += migrate-plan
bin_PROGRAMS += bin/rfi-check bin/dmc-count bin/dmc-select bin/ppcl-make \
	bin/ppcl-diff bin/dmct-queue bin/epcl-make
bin_PROGRAMS += bin/srv-load
bin_PROGRAMS += bin/wan-load
bin_PROGRAMS += bin/sit-emu

# what the tools share
frame = src/tools/frame.c src/tools/frame.h src/tools/own_options.h \
	src/tools/load.c src/tools/load.h \
	src/tools/load_fast.c src/tools/load_fast.h \
	src/tools/load_devices.c src/tools/load_devices.h \
	src/tools/load_told.c src/tools/load_told.h
counting = $(frame) src/tools/count_notes.c src/tools/count_notes.h

bin_rfi_check_SOURCES = $(frame) src/tools/rfi-check.c \
	src/tools/rfi-check.opts.h \
	src/tools/inventory.c src/tools/inventory.h \
	src/tools/inventory_scan.c src/tools/inventory_scan.h \
	src/tools/report.c src/tools/report.h
bin_dmc_count_SOURCES = $(counting) src/tools/dmc-count.c \
	src/tools/dmc-count.opts.h
bin_dmc_select_SOURCES = $(counting) src/tools/dmc-select.c \
	src/tools/dmc-select.opts.h \
	src/tools/people.c src/tools/people.h \
	src/tools/select_people.c src/tools/select_view.c \
	src/tools/select_view.h
bin_ppcl_make_SOURCES = src/tools/frame.c src/tools/frame.h \
	src/tools/own_options.h \
	src/tools/ppcl-make.c src/tools/ppcl-make.opts.h \
	src/tools/make_notes.c src/tools/make_notes.h \
	src/tools/make_verify.c src/tools/make_verify.h
bin_ppcl_diff_SOURCES = src/tools/frame.c src/tools/frame.h \
	src/tools/own_options.h \
	src/tools/ppcl-diff.c src/tools/ppcl-diff.opts.h \
	src/tools/diff_view.c src/tools/diff_view.h \
	src/tools/make_notes.c src/tools/make_notes.h
bin_dmct_queue_SOURCES = $(frame) src/tools/dmct-queue.c \
	src/tools/dmct-queue.opts.h \
	src/tools/dmct_view.c src/tools/dmct_view.h \
	src/tools/people.c src/tools/people.h
bin_epcl_make_SOURCES = src/tools/frame.c src/tools/frame.h \
	src/tools/own_options.h \
	src/tools/epcl-make.c src/tools/epcl-make.opts.h \
	src/tools/epcl_view.c src/tools/epcl_view.h

bin_srv_load_SOURCES = src/tools/frame.c src/tools/frame.h \
	src/tools/own_options.h \
	src/tools/srv-load.c src/tools/srv-load.opts.h \
	src/tools/srvload_assign.c src/tools/srvload_assign.h \
	src/tools/srvload_sheet.c src/tools/srvload_sheet.h \
	src/tools/srvload_view.c src/tools/srvload_view.h \
	src/tools/people.c src/tools/people.h
bin_srv_load_LDADD = $(LDADD) $(CLP_LIBS)

bin_wan_load_SOURCES = src/tools/frame.c src/tools/frame.h \
	src/tools/own_options.h \
	src/tools/wan-load.c src/tools/wan-load.opts.h \
	src/tools/wan_view.c src/tools/wan_view.h src/tools/wan_people.c \
	src/tools/people.c src/tools/people.h
# the published scenarios
wandir = $(pkgdatadir)/wan-2010
wan_DATA = testdata/wan-2010/low.json testdata/wan-2010/high.json \
	testdata/wan-2010/tactical.json testdata/wan-2010/published.csv

bin_sit_emu_SOURCES = src/tools/frame.c src/tools/frame.h \
	src/tools/own_options.h \
	src/tools/sit-emu.c src/tools/sit-emu.opts.h \
	src/tools/world_make.c src/tools/world_make.h
bin_sit_emu_LDADD = $(LDADD) $(XMLSEC_LIBS) $(XML_LIBS) $(CURL_LIBS) \
	$(MHD_LIBS) $(GNUTLS_LIBS)

# the plan
bin_PROGRAMS += bin/migrate-plan
bin_migrate_plan_SOURCES = $(frame) src/tools/migrate-plan.c \
	src/tools/migrate-plan.opts.h \
	src/tools/people.c src/tools/people.h \
	src/tools/plan_cancel.c src/tools/plan_cancel.h \
	src/tools/plan_again.c src/tools/plan_again.h \
	src/tools/plan_ids.c src/tools/plan_ids.h \
	src/tools/plan_people.c \
	src/tools/plan_more.c src/tools/plan_more.h \
	src/tools/plan_chances.c src/tools/plan_compare.c \
	src/tools/plan_emergency.c src/tools/plan_forecast.c \
	src/tools/plan_shares.c \
	src/tools/plan_proof.c \
	src/tools/plan_scan.c src/tools/plan_scan.h \
	src/tools/plan_session.c src/tools/plan_session.h \
	src/tools/plan_verdict.c src/tools/plan_verdict.h \
	src/tools/plan_ramp.c \
	src/tools/plan_view.c src/tools/plan_view.h
bin_migrate_plan_LDADD = $(LDADD) $(CLP_LIBS)

# test campaigns
TOOLS += sit-run
bin_PROGRAMS += bin/sit-run
bin_sit_run_SOURCES = src/tools/frame.c src/tools/frame.h \
	src/tools/own_options.h \
	src/tools/sit-run.c src/tools/sit-run.opts.h \
	src/tools/people.c src/tools/people.h \
	src/tools/sitrun.h src/tools/sitrun_lint.c \
	src/tools/sitrun_plan.c src/tools/sitrun_ends.c \
	src/tools/sitrun_view.c
bin_sit_run_LDADD = $(LDADD) $(CURL_LIBS) $(MHD_LIBS) $(GNUTLS_LIBS) \
	$(XMLSEC_LIBS) $(XML_LIBS) $(SQLITE_LIBS)
# a campaign is run
bin_sit_run_SOURCES += src/tools/sitrun_again.c src/tools/sitrun_ask.c \
	src/tools/sitrun_away.c \
	src/tools/sitrun_clock.c src/tools/sitrun_files.c \
	src/tools/sitrun_keep.c \
	src/tools/sitrun_letter.c src/tools/sitrun_letter.h \
	src/tools/sitrun_loop.c src/tools/sitrun_places.c \
	src/tools/sitrun_room.h \
	src/tools/sitrun_run.c src/tools/sitrun_run.h \
	src/tools/sitrun_say.c src/tools/sitrun_wire.c
# what is read out of results
bin_sit_run_SOURCES += src/tools/sitrun_views.c src/tools/sitrun_views.h \
	src/tools/sitrun_compare.c src/tools/sitrun_criteria.c \
	src/tools/sitrun_cycles.c \
	src/tools/sitrun_defects.c src/tools/sitrun_matrix.c \
	src/tools/sitrun_results.c src/tools/sitrun_trt.c \
	src/tools/sitrun_uit.c
# evidence
bin_sit_run_SOURCES += src/tools/sitrun_evidence.c \
	src/tools/sitrun_evidence.h \
	src/tools/sitrun_unmatched.c src/tools/sitrun_unmatched.h
