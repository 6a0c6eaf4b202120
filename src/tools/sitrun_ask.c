/*
 * Where the route of a case depends on the generation of its device, and no
 * table says which that is, the inventory of the DCC is asked: SRV 8.2, once
 * a device, before anything else is sent.
 */
#include "tools/sitrun_room.h"

#include "cli/msg.h"
#include "engine/case_request.h"
#include "model/srv_sets.h"
#include "net/wait.h"

struct asked {				/* a device, and what came */
	struct sitrun_run *r;
	struct world_device *device;
	const struct campaign_interface *interface;
	struct duis_id id;
	bool over;
	unsigned smets;			/* 0: it was not told */
	struct span why;		/* not */
};

/* ---- one question ---- */

void sitrun_ask_answered(struct sitrun_run *r, struct asked *a,
			 const struct net_answer *answer)
{
	const struct codec *codec = codec_named(a->interface->codec);
	struct codec_facts facts;

	a->over = true;
	if (answer->end != NET_ANSWERED) {
		a->why = arena_span(&r->arena, answer->error);
		return;
	}
	codec->read(&(struct codec_ask){ .bytes = answer->body,
		.certs = r->certs, .schema = r->schema }, &r->arena, &facts);
	if (facts.wrong.n) {
		a->why = facts.wrong;
		return;
	}
	a->why = arena_printf(&r->arena, "its answer is " SPAN_F,
			      SPAN_A(facts.code));
	for (size_t i = 0; i < facts.device_count; i++) {
		if (facts.devices[i].eui == a->device->eui)
			a->smets = facts.devices[i].smets;
	}
}

static uint64_t user_for(const struct sitrun_run *r,
			 const struct world_device *d, const struct srv *srv)
{
	struct case_user who = { 0 };

	if (!case_users_for(&r->targets.users, d, srv->roles, &who))
		case_users_with(&r->targets.users, srv->roles, &who);
	return who.eui;
}

static struct run_counter *counter(struct sitrun_run *r, uint64_t user)
{
	for (size_t i = 0; i < r->counters.n; i++) {
		if (r->counters.v[i].user == user)
			return &r->counters.v[i];
	}
	return NULL;
}

static bool ask_one(struct sitrun_run *r, struct asked *a)
{
	const struct duis_param params = { SPAN(SRV_SET_PATH),
					   SPAN(SRV_SET_DEFAULT), 0 };
	const struct testcase c = { .srv = srv_find(SPAN("8.2")),
		.command_variant = 8, .mode = CASE_DCC_ONLY,
		.params = &params, .param_count = 1 };
	struct case_target target = { .device = a->device };
	struct run_counter *n;
	struct letter letter;

	target.user = user_for(r, a->device, c.srv);
	n = counter(r, target.user);
	if (!n) {
		a->why = SPAN("no user may ask");
		return false;
	}
	a->id = (struct duis_id){ n->user,
		case_request_acb(&r->s->campaign), n->next++ };
	if (!letters_write(&r->letters, &(struct letter_ask){
			.testcase = &c, .target = &target,
			.interface = a->interface, .stage = 1, .id = a->id,
			.schedule = SPAN_EMPTY, .pre_command = SPAN_EMPTY,
			.now_ms = sitrun_now(r).clock_ms }, &letter)) {
		a->why = letter.why;
		return false;
	}
	sitrun_wire_ask(r, a->interface, &letter, a);
	while (!a->over)
		net_wait(r->http, r->receiver, -1, 1000);
	return a->smets != 0;
}

/* ---- all of them ---- */

static void take(struct sitrun_run *r, const struct asked *a)
{
	char id[DUIS_ID_TEXT], eui[DUIS_EUI_TEXT];
	const struct span route = arena_printf(&r->arena, "the device is "
		"SMETS%u, by the inventory (%s)", a->smets,
		duis_id_text(&a->id, id));

	a->device->smets = a->smets;
	for (size_t i = 0; i < r->places.n; i++) {
		struct sitrun_place *p = &r->places.v[i];

		if (p->target.device != a->device)
			continue;
		p->asks = false;
		p->interface = campaign_interface(&r->s->campaign, a->smets);
		p->route = route.p;
	}
	journal_event(r->journal, r->cycle.cycle, sitrun_now(r).clock_ms,
		      SPAN("inventory"), arena_printf(&r->arena, "%s: " SPAN_F,
			duis_eui_text(a->device->eui, eui), SPAN_A(route)));
	r->dirty = true;
}

bool sitrun_ask(struct sitrun_run *r)
{
	char eui[DUIS_EUI_TEXT];

	for (size_t i = 0; i < r->places.n; i++) {
		const struct sitrun_place *p = &r->places.v[i];
		struct asked a = { .r = r, .why = SPAN_EMPTY,
			.interface = campaign_interface(&r->s->campaign, 0) };

		if (!p->asks)
			continue;
		a.device = world_device(&r->s->world, p->target.device->eui);
		if (ask_one(r, &a))
			take(r, &a);
		if (a.smets && p->interface)
			continue;
		if (a.smets)
			a.why = SPAN("no interface applies to it");
		msg_error("%s: neither the table of devices nor the inventory "
			  "says where its requests go (" SPAN_F "); fill in "
			  "smets", duis_eui_text(a.device->eui, eui),
			  SPAN_A(a.why));
		return false;
	}
	return true;
}
