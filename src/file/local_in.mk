# src/file: what is read

libsmets1_a_SOURCES += \
	src/file/doc.c \
	src/file/doc.h \
	src/file/input.c \
	src/file/input.h \
	src/file/json_guard.c \
	src/file/json_guard.h \
	src/file/rows.c \
	src/file/rows.h \
	src/file/rows_csv.c \
	src/file/rows_json.c \
	src/file/rows_room.h \
	src/file/table_in.c \
	src/file/table_in.h \
	src/file/unpack.h \
	src/file/unpack_gzip.c \
	src/file/unpack_zstd.c

# The planner's tables.
libsmets1_a_SOURCES += \
	src/file/plan_back_in.c \
	src/file/plan_back_in.h \
	src/file/plan_capacity_in.c \
	src/file/plan_demand_in.c src/file/plan_demand_in.h \
	src/file/plan_schedule_in.c src/file/plan_schedule_in.h \
	src/file/plan_scenario_in.c src/file/plan_scenario_in.h \
	src/file/plan_series_in.c src/file/plan_series_in.h \
	src/file/plan_eligibility_in.c \
	src/file/plan_in.c \
	src/file/plan_in.h \
	src/file/plan_policy_in.c
# loads: the radio network
libsmets1_a_SOURCES += \
	src/file/wan_in.c src/file/wan_in.h \
	src/file/wan_scenario_in.c src/file/wan_scenario_in.h

# messages: what goes with the catalogue
libsmets1_a_SOURCES += \
	src/file/duis_params_in.c src/file/duis_params_in.h \
	src/file/srv_in.c src/file/srv_in.h

# test campaigns: exit criteria and issues
libsmets1_a_SOURCES += \
	src/file/criteria_in.c src/file/criteria_in.h
