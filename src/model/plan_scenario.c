#include "model/plan_scenario.h"

#include <string.h>

void plan_scenario_init(struct plan_scenario *s)
{
	memset(s, 0, sizeof(*s));
	s->big_bang = DATE_NONE;
	s->result.finish = DATE_NONE;
}

void plan_scenario_release(struct plan_scenario *s)
{
	vec_release(&s->policy);
	vec_release(&s->percents);
	arena_release(&s->arena);
}
