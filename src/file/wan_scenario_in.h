/*
 * wan_scenario_in.h - scenarios of the radio network (JSON)
 *
 *	{ "name": "low",
 *	  "meters": 53000000,
 *	  "phases": [ { "from_year": 2013, "years": 5,
 *	      "services": [ { "service": "Meter reading - simple",
 *			      "reads_per_month": 1 } ],
 *	      "collection_window": "00:00-06:00", "penalty": "soft" } ],
 *	  "price_per_mb": 0.01, "visit_cost_per_meter": 40,
 *	  "availability_percent": 99.5 }
 *
 * `meters` is one number, or an object of electricity and gas. An element of
 * `services` is a name, or an object of service and, as needed, section, one
 * of reads_per_day, reads_per_month and reads_per_year, and meters. `phases`,
 * and in each `years` and `services`, are needed; the rest is not. Members
 * with numbers may be null, which is as good as left out.
 *
 * Findings: LOAD001 and LOAD003 for what is no JSON, LOAD050 for a value,
 * LOAD051 for a member that is not known (with the nearest). Which service a
 * name means is not decided here: engine/wan_scenario.h.
 */
#ifndef FILE_WAN_SCENARIO_IN_H
#define FILE_WAN_SCENARIO_IN_H

#include "base/diag.h"
#include "file/rows.h"
#include "model/wan.h"

bool wan_scenario_read(struct wan_scenario *s, const char *path,
		       const struct input_limits *limits, struct diag *d,
		       struct rows_source *source, bool *system);

#endif
