/* One finding an interval, not one a slot. */
#include "engine/load_tell.h"

#include "base/num.h"
#include "model/codes.h"

void load_add_interval(struct buf *b, const struct load_net *net,
		       uint32_t from, uint32_t slots)
{
	char a[LOAD_SLOT_TEXT], z[LOAD_SLOT_TEXT];

	buf_addf(b, "%s to %s", load_day_slot(net->day, from, a),
		 load_day_slot_end(net->day, (from + slots - 1) %
				   net->day->slots, z));
}

void load_add_hundredths(struct buf *b, uint64_t n)
{
	char text[NUM_TEXT];

	buf_addf(b, "%s", num_group(n / 100, text));
	if (n % 100)
		buf_addf(b, n % 10 ? ".%02llu" : ".%llu",
			 (unsigned long long)(n % 10 ? n % 100 :
					      n % 100 / 10));
}

void load_add_ppm(struct buf *b, uint64_t ppm)
{
	buf_addf(b, "%llu.%02llu %%", (unsigned long long)(ppm / 10000),
		 (unsigned long long)(ppm / 100 % 100));
}

static void find(struct diag *d, enum code code, const struct buf *b)
{
	code_find(d, code, &(struct code_place){ 0 }, SPAN_F,
		  SPAN_A(buf_span(b)));
}

static const char *unit_of(enum load_resource r)
{
	return r == LOAD_TPS ? "TPS" : "DLMS commands a second";
}

static uint64_t load_at(const struct load_node *n, unsigned r, uint32_t t)
{
	return n->base[r][t] + n->work[r][t];
}

/* Every stretch of slots above the limit, by its highest. */
static void tell_stretches(const struct load_net *net,
			   const struct load_node *n, enum load_resource r,
			   enum code code, const char *what, struct diag *d)
{
	struct buf b = BUF_INIT;

	for (uint32_t t = 0; t < net->day->slots; t++) {
		uint32_t first = t, worst = t;

		while (t < net->day->slots &&
		       load_at(n, r, t) > n->limit[r][t]) {
			if (load_at(n, r, t) - n->limit[r][t] >
			    load_at(n, r, worst) - n->limit[r][worst])
				worst = t;
			t++;
		}
		if (t == first)
			continue;
		buf_clear(&b);
		buf_addf(&b, SPAN_F ": %s", SPAN_A(n->name), what);
		load_add_hundredths(&b, load_rate(net, r,
						  load_at(n, r, worst)));
		buf_addf(&b, " %s against a limit of ", unit_of(r));
		load_add_hundredths(&b, load_rate(net, r,
						  n->limit[r][worst]));
		buf_addf(&b, ", in ");
		load_add_interval(&b, net, first, t - first);
		find(d, code, &b);
	}
	buf_release(&b);
}

static void tell_all(const struct load_net *net, enum code code,
		     const char *what, struct diag *d)
{
	for (uint32_t i = 0; i < net->nodes.n; i++) {
		for (unsigned r = 0; r < LOAD_RESOURCES; r++) {
			if (net->nodes.v[i].limited[r])
				tell_stretches(net, &net->nodes.v[i],
					       (enum load_resource)r, code,
					       what, d);
		}
	}
}

void load_tell_over(const struct load_net *net, struct diag *d)
{
	tell_all(net, LOAD036, "up to ", d);
}

void load_tell_fixed(const struct load_net *net, struct diag *d)
{
	tell_all(net, LOAD034, "what cannot be moved is up to ", d);
}

/* ---- a plan -------------------------------------------------------------- */

static void tell_bottleneck(const struct load_net *net,
			    const struct load_bottleneck *k, struct diag *d)
{
	char text[NUM_TEXT];
	struct buf b = BUF_INIT;

	buf_addf(&b, SPAN_F ": critical interval ",
		 SPAN_A(net->nodes.v[k->node].name));
	load_add_interval(&b, net, k->from, k->slots);
	buf_addf(&b, ", where %s requests are sent",
		 num_group(k->work, text));
	if (k->level) {
		buf_addf(&b, " up to ");
		load_add_hundredths(&b, load_rate(net, k->resource,
						  k->level));
		buf_addf(&b, " %s", unit_of(k->resource));
	} else if (k->resource == LOAD_DLMS) {
		buf_addf(&b, ", for its DLMS commands");
	}
	find(d, LOAD037, &b);
	buf_release(&b);
}

/* A stretch of slots that what is left would need, as a rate. */
static void tell_left(const struct load_net *net, const struct load_left *l,
		      struct diag *d)
{
	char text[NUM_TEXT];
	struct buf b = BUF_INIT;

	buf_addf(&b, SPAN_F ": %s requests of group '" SPAN_F "' do not fit",
		 SPAN_A(net->nodes.v[l->work->node].name),
		 num_group(l->requests, text),
		 SPAN_A(l->work->group->name));
	if (l->slots) {
		buf_addf(&b, "; ");
		load_add_interval(&b, net, l->from, l->slots);
		buf_addf(&b, " is full, short of ");
		load_add_hundredths(&b, load_rate(net, LOAD_TPS,
			(l->missing + l->slots - 1) / l->slots));
		buf_addf(&b, " TPS there");
	}
	find(d, LOAD035, &b);
	buf_release(&b);
}

static void tell_bound(const struct load_net *net, const struct load_part *p,
		       struct diag *d)
{
	struct buf b = BUF_INIT;

	buf_addf(&b, SPAN_F ": worst utilisation ",
		 SPAN_A(net->nodes.v[p->node].name));
	load_add_ppm(&b, p->worst_ppm);
	if (p->exact) {
		buf_addf(&b, ", and no slot could be lower without another "
			 "that is higher");
	} else {
		buf_addf(&b, " against a bound of ");
		load_add_ppm(&b, p->bound_ppm);
		buf_addf(&b, "; whole requests cost %lld.%04lld points",
			 ((long long)p->worst_ppm -
			  (long long)p->bound_ppm) / 10000,
			 (p->worst_ppm > p->bound_ppm ?
			  (long long)(p->worst_ppm - p->bound_ppm) : 0) %
			 10000);
	}
	find(d, LOAD038, &b);
	buf_release(&b);
}

void load_tell_plan(const struct load_net *net, const struct load_smooth *r,
		    struct diag *d)
{
	uint32_t told = LOAD_NO_NODE;

	for (size_t i = 0; i < r->bottlenecks.n; i++) {
		const struct load_bottleneck *k = &r->bottlenecks.v[i];

		if (k->node != told)	/* the first of each node */
			tell_bottleneck(net, k, d);
		told = k->node;
	}
	for (size_t i = 0; i < r->left.n; i++)
		tell_left(net, &r->left.v[i], d);
	for (size_t i = 0; i < r->parts.n; i++)
		tell_bound(net, &r->parts.v[i], d);
}
