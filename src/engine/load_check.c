/* First each group by itself, then tables by themselves, then one against
 * the other. */
#include "engine/load_check.h"

#include "base/mem.h"
#include "model/codes.h"

struct checker {
	const struct load_set *s;
	const struct load_rules *r;
	struct diag *d;
};

bool load_group_utc(const struct load_group *g, bool utc)
{
	return utc && g->mode != LOAD_ON_DEMAND &&
	       g->window.start_day == DATE_NONE;
}

static void find(const struct checker *c, enum code code, const char *file,
		 uint64_t line, const struct table_column *column,
		 struct span value, const char *fmt, ...)
	__attribute__((format(printf, 7, 8)));

static void find(const struct checker *c, enum code code, const char *file,
		 uint64_t line, const struct table_column *column,
		 struct span value, const char *fmt, ...)
{
	struct buf b = BUF_INIT;
	va_list args;

	va_start(args, fmt);
	buf_vaddf(&b, fmt, args);
	va_end(args);
	code_find(c->d, code, &(struct code_place){ .file = file,
		.line = line, .column = column ? column->name : NULL,
		.value = column ? &value : NULL }, "%s", b.p);
	buf_release(&b);
}

#define AT_GROUP(c, g, id) \
	(g)->file, (g)->line, \
	&load_groups_format.columns[LOAD_GROUPS_COL_##id]

/* ---- a group against the catalogue --------------------------------------- */

static const char *nearest_srv(struct span name)
{
	const char *best = NULL;
	unsigned least = 3;

	for (uint32_t i = 0; i < srv_count; i++) {
		const unsigned far = span_distance(name,
			span_of(srv_table[i].srv), least);

		if (far < least) {
			least = far;
			best = srv_table[i].srv;
		}
	}
	return best;
}

static void check_mp192(const struct checker *c, const struct load_group *g)
{
	if (g->smets == 2)
		find(c, LOAD025, AT_GROUP(c, g, SRV), g->srv_name,
		     "is scheduled for SMETS1 devices only; for SMETS2 the DCC "
		     "answers %s", c->r->mp192_code);
	else if (!c->r->mp192)
		find(c, LOAD024, AT_GROUP(c, g, SRV), g->srv_name,
		     "is not scheduled by the DCC before SECMP0192; give "
		     "--mp192 to plan with it");
}

static void mode_names(unsigned modes, struct buf *b)
{
	static const struct {
		unsigned modes;
		const char *name;
	} names[] = {
		{ SRV_ON_DEMAND, "ON_DEMAND" },
		{ SRV_FUTURE, "FUTURE_DATED" },
		{ SRV_SCHEDULED, "SCHEDULED" },
	};

	for (unsigned i = 0; i < 3; i++) {
		if (modes & names[i].modes)
			buf_addf(b, "%s %s", b->n ? "," : "; it has",
				 names[i].name);
	}
	if (b->n == 0)
		buf_addf(b, "; the DCC answers it by itself");
}

static void check_mode(const struct checker *c, const struct load_group *g)
{
	static const unsigned wanted[] = { SRV_ON_DEMAND, SRV_FUTURE,
					   SRV_SCHEDULED };
	static const char *const names[] = { "ON_DEMAND", "FUTURE_DATED",
					     "SCHEDULED" };
	struct buf b = BUF_INIT;

	if (g->mode == LOAD_SCHEDULED && (g->srv->modes & SRV_MP192)) {
		check_mp192(c, g);
		return;
	}
	if (g->srv->modes & wanted[g->mode])
		return;
	mode_names(g->srv->modes, &b);
	find(c, LOAD023, AT_GROUP(c, g, MODE), span_of(names[g->mode]),
	     "is not a mode of SRV %s%s", g->srv->srv, b.p);
	buf_release(&b);
}

static void check_variant(const struct checker *c,
			  const struct load_group *g)
{
	unsigned allowed = g->srv->variants;
	struct buf b = BUF_INIT;
	char text[2] = { (char)('0' + g->command_variant), 0 };

	if (g->mode == LOAD_SCHEDULED)
		allowed = SRV_CV(9);
	else if (g->mode == LOAD_FUTURE_DATED)
		allowed &= SRV_CV(1) | SRV_CV(5);
	if (g->command_variant == 0 || (allowed & SRV_CV(g->command_variant)))
		return;
	for (unsigned n = 1; n <= 9; n++) {
		if (allowed & SRV_CV(n))
			buf_addf(&b, "%s %u", b.n ? "," : "; expected", n);
	}
	find(c, LOAD026, AT_GROUP(c, g, COMMAND_VARIANT), span_of(text),
	     "is not a command variant of SRV %s%s%s", g->srv->srv,
	     g->mode == LOAD_SCHEDULED ? " in a schedule" :
	     g->mode == LOAD_FUTURE_DATED ? " future dated" : "",
	     b.p ? b.p : "");
	buf_release(&b);
}

static void check_who(const struct checker *c, const struct load_group *g)
{
	struct buf b = BUF_INIT;

	if (g->role.n && g->srv->roles &&
	    !(g->srv->roles & srv_role_named(g->role))) {
		for (unsigned r = SRV_IS; r <= SRV_OU; r <<= 1) {
			if (g->srv->roles & r)
				buf_addf(&b, "%s %s", b.n ? "," : "",
					 srv_role_name(r));
		}
		find(c, LOAD028, AT_GROUP(c, g, ROLE), g->role,
		     "may not ask for SRV %s; these may:%s", g->srv->srv,
		     b.p);
	}
	buf_clear(&b);
	if (g->device_type.n && g->srv->devices &&
	    !(g->srv->devices & srv_device_named(g->device_type))) {
		for (unsigned r = SRV_ESME; r <= SRV_CAD; r <<= 1) {
			if (g->srv->devices & r)
				buf_addf(&b, "%s %s", b.n ? "," : "",
					 srv_device_name(r));
		}
		find(c, LOAD029, AT_GROUP(c, g, DEVICE_TYPE), g->device_type,
		     "is not asked for SRV %s; these are:%s", g->srv->srv,
		     b.p);
	}
	buf_release(&b);
	if (g->smets == 1 && g->srv->smets1 == SRV_NO)
		find(c, LOAD030, AT_GROUP(c, g, SRV), g->srv_name,
		     "is not answered by SMETS1 devices");
}

/* The log is written as the billing calendar closes: who reads on another
 * day, or more often, gets what is missing or partial. */
static void check_billing(const struct checker *c,
			  const struct load_group *g)
{
	uint64_t read_day = g->read_day;
	struct buf b = BUF_INIT;
	int year, month, day;

	if (g->mode != LOAD_SCHEDULED ||
	    !span_eq(span_of(g->srv->srv), SPAN("4.4.3")) ||
	    g->billing_day == 0)
		return;
	if (read_day == 0 && g->first_date != DATE_NONE &&
	    g->frequency >= LOAD_MONTHLY) {
		load_day_parts(g->first_date, &year, &month, &day);
		read_day = (uint64_t)day;
	}
	if (g->frequency == LOAD_DAILY || g->frequency == LOAD_WEEKLY) {
		find(c, LOAD031, AT_GROUP(c, g, FREQUENCY),
		     g->frequency == LOAD_DAILY ? SPAN("Daily") :
		     SPAN("Weekly"), "is not how often the billing calendar "
		     "closes; reads between two closings find no new data");
	} else if (read_day && read_day != g->billing_day) {
		buf_add_u64(&b, read_day);
		find(c, LOAD031, AT_GROUP(c, g, READ_DAY), buf_span(&b),
		     "is not the billing day %llu of the devices; data will "
		     "be missing or partial",
		     (unsigned long long)g->billing_day);
	}
	buf_release(&b);
}

static void check_window(const struct checker *c, const struct load_group *g)
{
	const struct load_window *w = &g->window;
	uint32_t from, slots;
	char day[DATE_TEXT];
	struct buf b = BUF_INIT;

	if (!load_group_due(g, c->r->day->date) ||
	    load_day_arc(c->r->day, w, load_group_utc(g, c->r->utc), &from,
			 &slots))
		return;
	buf_addf(&b, "%02u:%02u", w->start / 60, w->start % 60);
	date_text(c->r->day->date, day);
	find(c, LOAD033, AT_GROUP(c, g, WINDOW_START), buf_span(&b),
	     "to %02u:%02u holds no whole slot of %u s%s%s", w->end / 60,
	     w->end % 60, c->r->day->slot_s, day[0] ? " on " : "", day);
	buf_release(&b);
}

static void check_group(const struct checker *c, const struct load_group *g)
{
	const char *nearest;

	check_window(c, g);
	if (!g->srv) {
		nearest = nearest_srv(g->srv_name);
		find(c, LOAD014, AT_GROUP(c, g, SRV), g->srv_name,
		     "is not a service request variant%s%s%s",
		     nearest ? "; the nearest is '" : "",
		     nearest ? nearest : "", nearest ? "'" : "");
		return;
	}
	check_mode(c, g);
	check_variant(c, g);
	check_who(c, g);
	check_billing(c, g);
}

static void check_groups(const struct checker *c)
{
	struct intern names = INTERN_INIT;
	struct buf b = BUF_INIT;
	uint64_t sum = 0;

	for (size_t i = 0; i < c->s->groups.n; i++) {
		const struct load_group *g = &c->s->groups.v[i];
		bool fresh;

		check_group(c, g);
		intern_put(&names, g->name, &fresh);
		if (!fresh)
			find(c, LOAD011, AT_GROUP(c, g, GROUP), g->name,
			     "is the name of a group above");
		buf_clear(&b);
		buf_add_u64(&b, g->count);
		if (sum <= LOAD_COUNT_MAX && sum + g->count > LOAD_COUNT_MAX)
			find(c, LOAD013, AT_GROUP(c, g, COUNT), buf_span(&b),
			     "brings the sum to more than %u a day",
			     LOAD_COUNT_MAX);
		sum += g->count;
	}
	if (c->s->groups.n > LOAD_GROUPS_MAX)
		code_find(c->d, LOAD013, &(struct code_place){ 0 },
			  "more than %u groups", LOAD_GROUPS_MAX);
	buf_release(&b);
	intern_release(&names);
}

/* ---- tables by themselves ------------------------------------------------ */

/* Minutes of a circle: do [a, a + n) and [b, b + m) meet? */
static bool meet(uint32_t a, uint32_t n, uint32_t b, uint32_t m)
{
	return (b + LOAD_DAY_MINUTES - a) % LOAD_DAY_MINUTES < n ||
	       (a + LOAD_DAY_MINUTES - b) % LOAD_DAY_MINUTES < m;
}

static void check_base(const struct checker *c)
{
	const struct load_base *v = c->s->base.v;

	for (size_t i = 0; i < c->s->base.n; i++) {
		for (size_t j = 0; j < i; j++) {
			struct buf b = BUF_INIT;

			if (!span_eq(v[i].node, v[j].node) ||
			    !meet(v[i].start, (uint32_t)v[i].slot_s / 60,
				  v[j].start, (uint32_t)v[j].slot_s / 60))
				continue;
			buf_addf(&b, "%02u:%02u", v[i].start / 60,
				 v[i].start % 60);
			find(c, LOAD018, c->s->base_file, v[i].line,
			     &load_base_format.columns[
				LOAD_BASE_COL_SLOT_START], buf_span(&b),
			     "overlaps the slot of '" SPAN_F "' in line %llu",
			     SPAN_A(v[j].node),
			     (unsigned long long)v[j].line);
			buf_release(&b);
			break;
		}
	}
}

static uint32_t minutes_of(const struct load_limit *l)
{
	if (l->to > l->from)
		return l->to - l->from;
	return l->to + LOAD_DAY_MINUTES - l->from;
}

static void check_limits(const struct checker *c)
{
	const struct load_limit *v = c->s->limits.v;

	for (size_t i = 0; i < c->s->limits.n; i++) {
		for (size_t j = 0; j < i; j++) {
			struct buf b = BUF_INIT;

			if (!span_eq(v[i].node, v[j].node) ||
			    v[i].resource != v[j].resource ||
			    !meet(v[i].from, minutes_of(&v[i]), v[j].from,
				  minutes_of(&v[j])))
				continue;
			buf_addf(&b, "%02u:%02u", v[i].from / 60,
				 v[i].from % 60);
			find(c, LOAD019, c->s->limits_file, v[i].line,
			     &load_limits_format.columns[
				LOAD_LIMITS_COL_FROM_TIME], buf_span(&b),
			     "overlaps the %s limit of '" SPAN_F "' in line "
			     "%llu", load_resource_name(v[i].resource),
			     SPAN_A(v[j].node),
			     (unsigned long long)v[j].line);
			buf_release(&b);
			break;
		}
	}
}

static void check_node_names(const struct checker *c)
{
	struct intern names = INTERN_INIT;

	for (size_t i = 0; i < c->s->nodes.n; i++) {
		const struct load_node_row *n = &c->s->nodes.v[i];
		bool fresh;

		intern_put(&names, n->s1sp, &fresh);
		if (!fresh)
			find(c, LOAD011, c->s->nodes_file, n->line,
			     &load_nodes_format.columns[LOAD_NODES_COL_S1SP],
			     n->s1sp, "is the name of an S1SP above");
	}
	intern_release(&names);
}

/* ---- one against the other ----------------------------------------------- */

/* A node that is none: with a nodes file an error, without one it may be of
 * a larger network, where no group of this file has work. */
static void check_node(const struct checker *c, const struct intern *known,
		       const char *file, uint64_t line,
		       const struct table_column *column, struct span name)
{
	const bool listed = c->s->nodes_file != NULL;
	unsigned least = (unsigned)name.n / 3 + 1;
	struct span nearest = SPAN_EMPTY;

	if (intern_find(known, name) != INTERN_NONE)
		return;
	for (uint32_t i = 0; i < known->count; i++) {
		const unsigned far = span_distance(name, intern_get(known, i),
						   least);

		if (far < least) {
			least = far;
			nearest = intern_get(known, i);
		}
	}
	find(c, listed ? LOAD021 : LOAD022, file, line, column, name,
	     "%s%s" SPAN_F "%s", listed ? "is not in the nodes file" :
	     "is a node for which no group has work",
	     nearest.n ? "; the nearest is '" : "", SPAN_A(nearest),
	     nearest.n ? "'" : "");
}

static void check_nodes(const struct checker *c)
{
	const struct load_set *s = c->s;
	struct intern known = INTERN_INIT;

	for (size_t i = 0; i < s->nodes.n; i++) {
		intern_put(&known, s->nodes.v[i].s1sp, NULL);
		if (s->nodes.v[i].dco.n)
			intern_put(&known, s->nodes.v[i].dco, NULL);
	}
	for (size_t i = 0; i < s->groups.n; i++) {
		const struct load_group *g = &s->groups.v[i];

		if (s->nodes_file)
			check_node(c, &known, AT_GROUP(c, g, S1SP), g->s1sp);
		else
			intern_put(&known, g->s1sp, NULL);
	}
	for (size_t i = 0; i < s->base.n; i++)
		check_node(c, &known, s->base_file, s->base.v[i].line,
			   &load_base_format.columns[LOAD_BASE_COL_NODE],
			   s->base.v[i].node);
	for (size_t i = 0; i < s->limits.n; i++)
		check_node(c, &known, s->limits_file, s->limits.v[i].line,
			   &load_limits_format.columns[LOAD_LIMITS_COL_NODE],
			   s->limits.v[i].node);
	intern_release(&known);
}

static bool in_list(struct span list, const char *srv)
{
	struct span one;

	while (span_cut(&list, ';', &one)) {
		one = span_trim(one);
		if (span_eq(one, span_of(srv)) ||
		    span_eq_nocase(one, SPAN("ALL")))
			return true;
	}
	return false;
}

static void check_s1ve12(const struct checker *c)
{
	for (size_t i = 0; i < c->s->groups.n; i++) {
		const struct load_group *g = &c->s->groups.v[i];

		if (!g->srv || g->mode != LOAD_SCHEDULED || g->smets != 1)
			continue;
		for (size_t j = 0; j < c->s->nodes.n; j++) {
			const struct load_node_row *n = &c->s->nodes.v[j];

			if (!span_eq(n->s1sp, g->s1sp) ||
			    n->cv9_srvs.n == 0 ||
			    in_list(n->cv9_srvs, g->srv->srv))
				continue;
			find(c, LOAD027, AT_GROUP(c, g, SRV), g->srv_name,
			     "has no command variant 9 at '" SPAN_F "' (%s "
			     "line %llu); every request would end in alert "
			     "S1VE12", SPAN_A(n->s1sp), c->s->nodes_file,
			     (unsigned long long)n->line);
		}
	}
}

/* ---- limits where there is work ------------------------------------------ */

static bool limited(const struct checker *c, struct span node, uint32_t t)
{
	for (size_t i = 0; i < c->s->limits.n; i++) {
		const struct load_limit *l = &c->s->limits.v[i];
		const uint32_t minute = c->r->day->minute[t];
		const uint32_t step = c->r->day->slot_s / 60;

		if (l->resource == LOAD_TPS && span_eq(l->node, node) &&
		    meet(l->from, minutes_of(l), minute, step))
			return true;
	}
	return false;
}

static void check_covered(const struct checker *c,
			  const struct load_group *g)
{
	const struct load_day *day = c->r->day;
	uint32_t from, slots;
	char text[LOAD_SLOT_TEXT];

	if (!load_group_due(g, day->date) ||
	    !load_day_arc(day, &g->window, load_group_utc(g, c->r->utc),
			  &from, &slots))
		return;
	for (uint32_t i = 0; i < slots; i++) {
		const uint32_t t = (from + i) % day->slots;

		if (limited(c, g->s1sp, t))
			continue;
		find(c, LOAD020, AT_GROUP(c, g, S1SP), g->s1sp, "has no "
		     "limit in TPS at %s, where group '" SPAN_F "' has work",
		     load_day_slot(day, t, text), SPAN_A(g->name));
		return;
	}
}

/* Once an S1SP, at the first of its groups. */
static void check_limited(const struct checker *c)
{
	struct intern seen = INTERN_INIT;

	for (size_t i = 0; i < c->s->groups.n; i++) {
		const struct load_group *g = &c->s->groups.v[i];
		const uint64_t before = c->d->count[DIAG_ERROR];

		if (intern_find(&seen, g->s1sp) != INTERN_NONE)
			continue;
		check_covered(c, g);
		if (c->d->count[DIAG_ERROR] != before)
			intern_put(&seen, g->s1sp, NULL);
	}
	intern_release(&seen);
}

void load_check(const struct load_set *s, const struct load_rules *r,
		struct diag *d)
{
	const struct checker c = { s, r, d };

	check_groups(&c);
	check_base(&c);
	check_limits(&c);
	check_node_names(&c);
	check_nodes(&c);
	check_s1ve12(&c);
	if (r->need_limits)
		check_limited(&c);
}
