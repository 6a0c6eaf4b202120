# The nouns. Column tables and codes are headers too: generators read them.
libsmets1_a_SOURCES += \
	src/model/admission.cols.h \
	src/model/alias.c src/model/alias.h \
	src/model/aliases.cols.h \
	src/model/change.c src/model/change.cols.h src/model/change.h \
	src/model/change_rule.cols.h \
	src/model/codes.c src/model/codes.def.h src/model/codes.h \
	src/model/codes_load.def.h src/model/codes_msg.def.h \
	src/model/codes_plan.def.h \
	src/model/conflict.cols.h \
	src/model/criteria_sheet.cols.h \
	src/model/curve.cols.h \
	src/model/dmct.cols.h \
	src/model/epcl.c src/model/epcl.cols.h src/model/epcl.h \
	src/model/equivalence.cols.h \
	src/model/explain.cols.h \
	src/model/firmware.c src/model/firmware.cols.h \
	src/model/firmware.h \
	src/model/formats.c src/model/formats.h \
	src/model/key_columns.h \
	src/model/known.cols.h \
	src/model/map.cols.h \
	src/model/mark.c src/model/mark.h \
	src/model/pick.c src/model/pick.h \
	src/model/policy.c src/model/policy.h \
	src/model/ppcl.cols.h \
	src/model/public.cols.h \
	src/model/release.c src/model/release.h \
	src/model/report.cols.h \
	src/model/result.c src/model/result.cols.h src/model/result.h \
	src/model/rfi.c src/model/rfi.h \
	src/model/rfi_device.cols.h \
	src/model/rfi_wide.cols.h \
	src/model/selection.cols.h \
	src/model/services.cols.h \
	src/model/since.cols.h \
	src/model/stability.cols.h \
	src/model/state.c src/model/state.cols.h \
	src/model/state.def.h src/model/state.h \
	src/model/suggest.cols.h \
	src/model/tally.c src/model/tally.cols.h src/model/tally.h \
	src/model/uneconomic.cols.h \
	src/model/upgrade_paths.cols.h \
	src/model/verify.cols.h \
	src/model/voided.cols.h \
	src/model/version.c src/model/version.h

# loads of service requests
libsmets1_a_SOURCES += \
	src/model/load.c src/model/load.h \
	src/model/load_assign.cols.h \
	src/model/load_base.cols.h \
	src/model/load_devices.cols.h \
	src/model/load_groups.cols.h \
	src/model/load_limits.cols.h \
	src/model/load_nodes.cols.h \
	src/model/load_profile.cols.h \
	src/model/load_sheet.c src/model/load_sheet.h \
	src/model/load_explain.cols.h \
	src/model/load_published.cols.h \
	src/model/load_compare.cols.h \
	src/model/load_capacity.cols.h \
	src/model/load_weeks.cols.h \
	src/model/load_forecast.cols.h \
	src/model/load_thresholds.cols.h

# Messages: the catalogue of service requests and the codes, from CSV.
libsmets1_a_SOURCES += \
	src/model/catalogue.cols.h \
	src/model/duis.c src/model/duis.h \
	src/model/duis_codes.c src/model/duis_codes.h \
	src/model/duis_params.c src/model/duis_params.h \
	src/model/srv.c src/model/srv.h \
	src/model/srv_body.c src/model/srv_body.h \
	src/model/srv_sets.c src/model/srv_sets.h
srv_csv = src/model/srv_repeat.csv src/model/srv_duis.csv src/model/srv.csv
body_csv = src/model/srv_body_more.csv src/model/srv_body.csv
message_csv = $(srv_csv) $(body_csv) src/model/srv_sets.csv \
	src/model/duis_codes.csv src/model/dcc_alerts.csv
message_tables = src/model/srv_table.h src/model/srv_body_table.h \
	src/model/srv_sets_table.h src/model/duis_code_table.h src/model/dcc_alert_table.h
EXTRA_DIST += $(message_csv)
CLEANFILES += $(message_tables)

csv_to_c = $(AM_V_GEN)$(MKDIR_P) $(@D) && LC_ALL=C $(AWK) \
	-f $(top_srcdir)/build-aux/csv.awk -f $(top_srcdir)/build-aux

src/model/srv_table.h: $(srv_csv) build-aux/csv.awk build-aux/srv.awk
	$(csv_to_c)/srv.awk $(srv_csv:%=$(top_srcdir)/%) > $@.tmp && \
		mv $@.tmp $@
src/model/srv_body_table.h: $(body_csv) build-aux/csv.awk \
		build-aux/srv_body.awk
	$(csv_to_c)/srv_body.awk $(body_csv:%=$(top_srcdir)/%) > $@.tmp && \
		mv $@.tmp $@
src/model/srv_sets_table.h: src/model/srv_sets.csv build-aux/csv.awk \
		build-aux/srv_sets.awk
	$(csv_to_c)/srv_sets.awk $(top_srcdir)/src/model/srv_sets.csv \
		> $@.tmp && mv $@.tmp $@
src/model/duis_code_table.h: src/model/duis_codes.csv build-aux/csv.awk \
		build-aux/duis_codes.awk
	$(csv_to_c)/duis_codes.awk $(top_srcdir)/src/model/duis_codes.csv \
		> $@.tmp && mv $@.tmp $@
src/model/dcc_alert_table.h: src/model/dcc_alerts.csv build-aux/csv.awk \
		build-aux/duis_codes.awk
	$(csv_to_c)/duis_codes.awk $(top_srcdir)/src/model/dcc_alerts.csv \
		> $@.tmp && mv $@.tmp $@
src/model/srv.$(OBJEXT): src/model/srv_table.h
src/model/srv_sets.$(OBJEXT): src/model/srv_sets_table.h
src/model/srv_body.$(OBJEXT): src/model/srv_body_table.h
src/model/duis_codes.$(OBJEXT): src/model/duis_code_table.h \
	src/model/dcc_alert_table.h
# The plan of migrate-plan.
libsmets1_a_SOURCES += \
	src/model/linear.h \
	src/model/plan.c src/model/plan.h
# migrate-plan: the planner's tables
libsmets1_a_SOURCES += \
	src/model/assign.cols.h \
	src/model/calendar.cols.h \
	src/model/capacity.cols.h \
	src/model/deadlines.cols.h \
	src/model/eligibility.cols.h \
	src/model/exclusions.cols.h \
	src/model/milestones.cols.h \
	src/model/plan.cols.h \
	src/model/plan_match.c src/model/plan_match.h \
	src/model/plan_policy.cols.h \
	src/model/plan_ramp.cols.h \
	src/model/plan_tables.c src/model/plan_tables.h \
	src/model/plan_text.c src/model/plan_text.h \
	src/model/plan_verdict.cols.h \
	src/model/plan_weekly.cols.h \
	src/model/prices.cols.h \
	src/model/success.cols.h \
	src/model/upgrades.cols.h \
	src/model/why.cols.h

# Loads: the services of the radio network, the published ones from CSV.
libsmets1_a_SOURCES += \
	src/model/wan.c src/model/wan.h \
	src/model/wan_explain.cols.h \
	src/model/wan_firmware.cols.h \
	src/model/wan_scenario.cols.h \
	src/model/wan_service.cols.h \
	src/model/wan_service_made.h src/model/wan_service_read.h
EXTRA_DIST += src/model/wan_2010.csv
CLEANFILES += src/model/wan_2010_table.h

src/model/wan_2010_table.h: src/model/wan_2010.csv build-aux/csv.awk \
		build-aux/wan.awk
	$(csv_to_c)/wan.awk $(top_srcdir)/src/model/wan_2010.csv > $@.tmp && \
		mv $@.tmp $@
src/model/wan.$(OBJEXT): src/model/wan_2010_table.h


# the world of sit-emu
libsmets1_a_SOURCES += \
	src/model/devices.cols.h \
	src/model/fault.cols.h \
	src/model/transactions.cols.h \
	src/model/world.c src/model/world.h
# migrate-plan: demands and allocations
libsmets1_a_SOURCES += \
	src/model/allocation.cols.h \
	src/model/backtest.cols.h \
	src/model/compare.cols.h \
	src/model/completion.cols.h \
	src/model/demand.cols.h \
	src/model/pace.cols.h \
	src/model/series.cols.h \
	src/model/cancel.cols.h \
	src/model/schedules.cols.h \
	src/model/plan_demand.c src/model/plan_demand.h \
	src/model/plan_schedule.c src/model/plan_schedule.h \
	src/model/plan_reports.c src/model/plan_reports.h \
	src/model/plan_scenario.c src/model/plan_scenario.h

# test campaigns: cases, settings, expectations
libsmets1_a_SOURCES += \
	src/model/applicability.c src/model/applicability.h \
	src/model/attempt.c src/model/attempt.h \
	src/model/applicability.cols.h \
	src/model/campaign.c src/model/campaign.h \
	src/model/cases.cols.h \
	src/model/pattern.c src/model/pattern.h \
	src/model/testcase.c src/model/testcase.h \
	src/model/trt.cols.h

# test campaigns: what is read out of their results
libsmets1_a_SOURCES += \
	src/model/criteria.c src/model/criteria.h \
	src/model/criteria.cols.h src/model/issues.cols.h \
	src/model/sit_compare.cols.h src/model/sit_cycles.cols.h \
	src/model/sit_defects.cols.h \
	src/model/sit_matrix.cols.h src/model/sit_trt.cols.h \
	src/model/sit_unmatched.cols.h \
	src/model/sit_views.c src/model/sit_views.h \
	src/model/test_report.c src/model/test_report.h \
	src/model/uit_sets.cols.h
