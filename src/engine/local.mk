# The verbs.
libsmets1_a_SOURCES += \
	src/engine/across.c \
	src/engine/across.h \
	src/engine/admit.c \
	src/engine/admit.h \
	src/engine/admit_cycles.c \
	src/engine/admit_previous.c \
	src/engine/admit_room.h \
	src/engine/canon.c \
	src/engine/canon.h \
	src/engine/check.c \
	src/engine/check.h \
	src/engine/count.c \
	src/engine/count.h \
	src/engine/cover.c \
	src/engine/cover.h \
	src/engine/cover_bound.c \
	src/engine/cover_build.c \
	src/engine/cover_core.c \
	src/engine/cover_core.h \
	src/engine/cover_search.c \
	src/engine/curve.c \
	src/engine/curve.h \
	src/engine/dmct.c \
	src/engine/dmct.h \
	src/engine/dmct_problem.c \
	src/engine/dmct_room.h \
	src/engine/dmct_search.c \
	src/engine/dmct_search.h \
	src/engine/dmct_upgrade.c \
	src/engine/estate.c \
	src/engine/estate.h \
	src/engine/evidence_class.c \
	src/engine/evidence_class.h \
	src/engine/explain.c \
	src/engine/explain.h \
	src/engine/join.c \
	src/engine/join.h \
	src/engine/lp.c \
	src/engine/lp.h \
	src/engine/names.c \
	src/engine/names.h \
	src/engine/ppcl_check.c \
	src/engine/ppcl_check.h \
	src/engine/ppcl_diff.c \
	src/engine/ppcl_diff.h \
	src/engine/ppcl_evidence.c \
	src/engine/ppcl_evidence.h \
	src/engine/ppcl_firmware.c \
	src/engine/ppcl_firmware.h \
	src/engine/ppcl_key.c \
	src/engine/ppcl_key.h \
	src/engine/ppcl_make.c \
	src/engine/ppcl_make.h \
	src/engine/ppcl_match.c \
	src/engine/ppcl_match.h \
	src/engine/ppcl_merge.c \
	src/engine/ppcl_merge.h \
	src/engine/ppcl_patch.c \
	src/engine/ppcl_patch.h \
	src/engine/ppcl_rules.c \
	src/engine/ppcl_rules.h \
	src/engine/precedence.c \
	src/engine/precedence.h \
	src/engine/products.c \
	src/engine/products.h \
	src/engine/release.c \
	src/engine/release.h \
	src/engine/select.c \
	src/engine/select.h \
	src/engine/since.c \
	src/engine/since.h \
	src/engine/stability.c \
	src/engine/stability.h \
	src/engine/variants.c \
	src/engine/variants.h

# loads of service requests
libsmets1_a_SOURCES += \
	src/engine/load_assign.c \
	src/engine/load_assign.h \
	src/engine/load_check.c \
	src/engine/load_check.h \
	src/engine/load_day.c \
	src/engine/load_day.h \
	src/engine/load_explain.c \
	src/engine/load_explain.h \
	src/engine/load_forecast.c \
	src/engine/load_forecast.h \
	src/engine/load_profile.c \
	src/engine/load_profile.h \
	src/engine/load_scenario.c \
	src/engine/load_scenario.h \
	src/engine/load_smooth.c \
	src/engine/load_smooth.h \
	src/engine/load_tell.c \
	src/engine/load_tell.h \
	src/engine/smooth.c \
	src/engine/smooth.h \
	src/engine/smooth_lp.c \
	src/engine/smooth_lp.h \
	src/engine/smooth_peel.c \
	src/engine/smooth_peel.h
# loads: the radio network
libsmets1_a_SOURCES += \
	src/engine/wan.c src/engine/wan.h \
	src/engine/wan_explain.c src/engine/wan_explain.h \
	src/engine/wan_scenario.c src/engine/wan_scenario.h

# messages
libsmets1_a_SOURCES += \
	src/engine/duis_body.c src/engine/duis_body.h \
	src/engine/duis_facts.c src/engine/duis_facts.h \
	src/engine/duis_lint.c src/engine/duis_lint.h \
	src/engine/duis_lint_dates.c src/engine/duis_lint_room.h \
	src/engine/duis_tree.c src/engine/duis_tree.h \
	src/engine/duis_value.c src/engine/duis_value.h
# The plan of migrate-plan: made, and judged.
libsmets1_a_SOURCES += \
	src/engine/plan_bound.c src/engine/plan_bound.h \
	src/engine/plan_check.c src/engine/plan_check.h \
	src/engine/arrow.c src/engine/arrow.h \
	src/engine/interior.c src/engine/interior.h \
	src/engine/plan_goals.c \
	src/engine/plan_grid.c src/engine/plan_grid.h \
	src/engine/plan_integer.c src/engine/plan_integer.h \
	src/engine/plan_lp.c src/engine/plan_lp.h \
	src/engine/plan_make.c src/engine/plan_make.h \
	src/engine/plan_routes.c src/engine/plan_routes.h \
	src/engine/plan_short.c src/engine/plan_short.h \
	src/engine/plan_value.c src/engine/plan_value.h

# migrate-plan: from files to the question
libsmets1_a_SOURCES += \
	src/engine/plan_assign.c \
	src/engine/plan_assign.h \
	src/engine/plan_cancel.c \
	src/engine/plan_cancel.h \
	src/engine/plan_classes.c \
	src/engine/plan_classes.h \
	src/engine/plan_classes_room.h \
	src/engine/plan_match.c \
	src/engine/plan_match.h \
	src/engine/plan_nodes.c \
	src/engine/plan_ppcl.c \
	src/engine/plan_ppcl.h \
	src/engine/plan_question.c \
	src/engine/plan_question.h \
	src/engine/plan_residue.c \
	src/engine/plan_restore.c \
	src/engine/plan_restore.h \
	src/engine/plan_rules.c \
	src/engine/plan_rules.h \
	src/engine/plan_success.c \
	src/engine/plan_usage.c \
	src/engine/plan_usage.h \
	src/engine/plan_why.c \
	src/engine/plan_why.h \
	src/engine/plan_window.c

# migrate-plan: shares, forecasts, uncertainty, emergencies
libsmets1_a_SOURCES += \
	src/engine/plan_share.c src/engine/plan_share.h \
	src/engine/plan_backtest.c src/engine/plan_backtest.h \
	src/engine/draw.c src/engine/draw.h \
	src/engine/plan_emergency.c src/engine/plan_emergency.h \
	src/engine/plan_fair.c src/engine/plan_shares_room.h \
	src/engine/plan_trials.c src/engine/plan_trials.h \
	src/engine/plan_pace.c src/engine/plan_pace.h \
	src/engine/plan_shares.c src/engine/plan_shares.h

# test campaigns: made, sampled, measured, checked, judged
libsmets1_a_SOURCES += \
	src/engine/case_due.c src/engine/case_due.h \
	src/engine/case_lint.c src/engine/case_lint.h \
	src/engine/case_request.c src/engine/case_request.h \
	src/engine/case_sample.c src/engine/case_sample.h \
	src/engine/case_size.c src/engine/case_size.h \
	src/engine/case_target.c src/engine/case_target.h \
	src/engine/case_users.c src/engine/case_users.h \
	src/engine/make_cases.c src/engine/make_cases.h \
	src/engine/make_cases_refused.c src/engine/make_cases_room.h \
	src/engine/run.c src/engine/run.h \
	src/engine/run_door.c src/engine/run_end.c src/engine/run_heap.c \
	src/engine/run_heap.h src/engine/run_plan.c \
	src/engine/run_resume.c src/engine/run_room.h \
	src/engine/run_slot.c src/engine/run_take.c \
	src/engine/verdict.c src/engine/verdict.h

# test campaigns: what is read out of their results
libsmets1_a_SOURCES += \
	src/engine/evidence_counts.c src/engine/evidence_counts.h \
	src/engine/exit_criteria.c src/engine/exit_criteria.h \
	src/engine/issue_links.c src/engine/issue_links.h \
	src/engine/outcome.c src/engine/outcome.h \
	src/engine/sit_matrix.c src/engine/sit_matrix.h \
	src/engine/sit_matrix_cover.c src/engine/sit_matrix_room.h \
	src/engine/sit_compare.c src/engine/sit_compare.h \
	src/engine/sit_cycles.c src/engine/sit_cycles.h \
	src/engine/sit_defects.c src/engine/sit_defects.h \
	src/engine/sit_report.c src/engine/sit_report.h \
	src/engine/sit_trt.c src/engine/sit_trt.h \
	src/engine/uit_sets.c src/engine/uit_sets.h
