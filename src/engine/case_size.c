#include "engine/case_size.h"

#include "base/buf.h"
#include "base/intern.h"

struct counter {
	struct intern combinations, sets, devices, services, s1sps;
	VEC(uint64_t) device_ms;
	VEC(uint64_t) s1sp_requests;
};

static uint32_t key(struct intern *t, const struct testcase *c,
		    unsigned device_type)
{
	struct buf text = BUF_INIT;
	uint32_t id;

	buf_addf(&text, SPAN_F "\n" SPAN_F "\n%u", SPAN_A(c->ppc_id),
		 SPAN_A(c->set), device_type);
	id = intern_put(t, buf_span(&text), NULL);
	buf_release(&text);
	return id;
}

static struct span s1sp_of(const struct world *w, const struct testcase *c)
{
	for (size_t i = 0; w && i < w->devices.n; i++) {
		const struct world_device *d = &w->devices.v[i];

		if (d->type == c->device_type && span_eq(d->set, c->set) &&
		    span_eq(d->ppc_id, c->ppc_id))
			return d->s1sp;
	}
	return SPAN_EMPTY;
}

/* Requests at so many thousandths a second; 0: as fast as it goes. */
static uint64_t seconds(uint64_t requests, uint64_t milli)
{
	const uint64_t scaled = requests * 1000;

	return milli ? scaled / milli + (scaled % milli != 0) : 0;
}

static void count_sent(struct counter *n, const struct testcase *c,
		       uint32_t device, const struct world *w,
		       struct case_size *s)
{
	const bool waits = c->mode == CASE_FUTURE_DATED ||
			   c->mode == CASE_SCHEDULED;
	const struct span s1sp = s1sp_of(w, c);
	uint32_t at;

	if (!waits)
		n->device_ms.v[device] += c->trt_ms;
	else if (c->trt_ms / 1000 > s->wait_s)
		s->wait_s = c->trt_ms / 1000;
	s->requests += testcase_sends(c);
	if (!s1sp.n)
		return;
	at = intern_put(&n->s1sps, s1sp, NULL);
	if (at == n->s1sp_requests.n)
		vec_push(&n->s1sp_requests, 0);
	n->s1sp_requests.v[at] += testcase_sends(c);
}

static void durations(const struct counter *n, const struct campaign *c,
		      struct case_size *s)
{
	uint64_t busiest_ms = 0;

	s->least_s = seconds(s->requests, c->limits.tps_milli);
	for (size_t i = 0; i < n->s1sp_requests.n; i++) {
		const uint64_t t = seconds(n->s1sp_requests.v[i],
					   c->limits.per_s1sp_milli);

		if (t <= s->least_s)
			continue;
		s->least_s = t;
		s->by_s1sp = true;
	}
	for (size_t i = 0; i < n->device_ms.n; i++) {
		if (n->device_ms.v[i] > busiest_ms)
			busiest_ms = n->device_ms.v[i];
	}
	s->most_s = busiest_ms / 1000 + (busiest_ms % 1000 != 0);
	if (s->most_s < s->least_s)
		s->most_s = s->least_s;
}

void case_size_count(const struct cases *cases, const struct world *world,
		     const struct campaign *c, struct case_size *s)
{
	struct counter n = { INTERN_INIT, INTERN_INIT, INTERN_INIT,
			     INTERN_INIT, INTERN_INIT, VEC_INIT, VEC_INIT };

	*s = (struct case_size){ .cases = cases->rows.n };
	for (size_t i = 0; i < cases->rows.n; i++) {
		const struct testcase *t = &cases->rows.v[i];
		const uint32_t device = key(&n.devices, t, t->device_type);

		if (device == n.device_ms.n)
			vec_push(&n.device_ms, 0);
		s->polarity[t->polarity]++;
		s->mode[t->mode]++;
		s->mandatory += t->mandatory;
		key(&n.sets, t, 0);
		if (t->ppc_id.n)
			intern_put(&n.combinations, t->ppc_id, NULL);
		intern_put(&n.services, span_of(t->srv->srv), NULL);
		if (testcase_held(t))
			s->held++;
		else
			count_sent(&n, t, device, world, s);
	}
	s->combinations = n.combinations.count;
	s->sets = n.sets.count;
	s->devices = n.devices.count;
	s->services = n.services.count;
	durations(&n, c, s);
	intern_release(&n.combinations);
	intern_release(&n.sets);
	intern_release(&n.devices);
	intern_release(&n.services);
	intern_release(&n.s1sps);
	vec_release(&n.device_ms);
	vec_release(&n.s1sp_requests);
}
