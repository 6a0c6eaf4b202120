/* Schedules of one installation are a list. */
#include "engine/plan_cancel.h"

#include <string.h>

#include "base/mem.h"

#define NO_SCHEDULE	UINT32_MAX

void plan_cancel_init(struct plan_cancel *c, const struct plan_schedules *s,
		      int32_t start)
{
	const size_t n = s->rows.n + 1;

	memset(c, 0, sizeof(*c));
	c->schedules = s;
	c->start = start;
	c->ids = (struct intern)INTERN_INIT;
	c->first = mem_array(n, sizeof(*c->first));
	c->next = mem_array(n, sizeof(*c->next));
	c->supplier = mem_array(n, sizeof(*c->supplier));
	c->met = mem_array(n, sizeof(*c->met));
	c->kept = mem_array(n, sizeof(*c->kept));
	c->replaced = mem_array(n, sizeof(*c->replaced));
	for (uint32_t i = 0; i < s->rows.n; i++) {
		bool fresh;
		const uint32_t id = intern_put(&c->ids, span_trim(
			s->rows.v[i].installation_id), &fresh);

		c->next[i] = fresh ? NO_SCHEDULE : c->first[id];
		c->first[id] = i;
		c->supplier[i] = PLAN_ANY_SUPPLIER;
	}
}

bool plan_cancel_asks(const struct plan_cancel *c, struct span id)
{
	return id.n && intern_find(&c->ids, id) != INTERN_NONE;
}

void plan_cancel_meet(struct plan_cancel *c, struct span id,
		      uint32_t supplier, bool replaced)
{
	const uint32_t at = intern_find(&c->ids, id);

	for (uint32_t i = at == INTERN_NONE ? NO_SCHEDULE : c->first[at];
	     i != NO_SCHEDULE; i = c->next[i]) {
		c->met[i] = true;
		c->replaced[i] = c->replaced[i] || replaced;
		if (supplier == PLAN_ANY_SUPPLIER ||
		    c->supplier[i] == PLAN_ANY_SUPPLIER ||
		    c->supplier[i] == supplier)
			c->kept[i] = true;
	}
}

enum plan_cancel_why plan_cancel_why(const struct plan_cancel *c, size_t i)
{
	const struct plan_schedule *s = &c->schedules->rows.v[i];

	if (s->ends_on != DATE_NONE && s->ends_on < c->start)
		return PLAN_KEEP;
	return !c->met[i] ? PLAN_CANCEL_GONE :
	       c->replaced[i] ? PLAN_CANCEL_REPLACED :
	       c->kept[i] ? PLAN_KEEP : PLAN_CANCEL_CHURNED;
}

const char *plan_cancel_name(enum plan_cancel_why why)
{
	static const char *const names[] = { "", "GONE", "CHURNED",
					     "REPLACED" };

	return names[why];
}

void plan_cancel_release(struct plan_cancel *c)
{
	intern_release(&c->ids);
	mem_free(c->first);
	mem_free(c->next);
	mem_free(c->supplier);
	mem_free(c->met);
	mem_free(c->kept);
	mem_free(c->replaced);
}
