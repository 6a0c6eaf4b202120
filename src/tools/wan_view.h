/*
 * wan_view.h - what wan-load writes: rows for programs, pages for people
 *
 * One pair for the services, the scenarios and the firmware round; the
 * arithmetic is rows only. Each writes the whole result and commits it with
 * `status`.
 */
#ifndef TOOLS_WAN_VIEW_H
#define TOOLS_WAN_VIEW_H

#include "engine/wan_explain.h"
#include "tools/frame.h"

int wan_view_load(struct frame *f, const struct wan_load *load,
		  const struct wan_ask *ask, int status);
int wan_view_plans(struct frame *f, const struct wan_plan *plans, size_t n);
int wan_view_campaign(struct frame *f, const struct wan_campaign *c);
int wan_view_facts(struct frame *f, const struct wan_facts *facts,
		   int status);

/* wan_people.c */
int wan_people_load(struct frame *f, const struct wan_services *services,
		    const struct wan_load *load, const struct wan_ask *ask,
		    int status);
int wan_people_plans(struct frame *f, const struct wan_plan *plans, size_t n);
int wan_people_campaign(struct frame *f, const struct wan_campaign *c);

#endif
