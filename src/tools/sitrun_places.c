/* Where each case goes, and why there. */
#include "tools/sitrun_room.h"

#include "engine/case_request.h"
#include "model/codes.h"

static void find(const struct sitrun_run *r, const struct testcase *c,
		 enum code code, const char *column, struct span value,
		 const char *text, const char *file)
{
	code_find(&r->f->diag, code, &(struct code_place){
		.file = c->file ? c->file : file, .line = c->line,
		.column = column, .value = &value }, "%s", text);
}

/* One interface for all needs no reason. */
static const char *route(const struct campaign_interface *i, unsigned smets)
{
	if (i->applies_to == CAMPAIGN_ALL)
		return "the interface of all devices";
	return smets == 1 ? "the device is SMETS1, by the table of devices" :
			    "the device is SMETS2, by the table of devices";
}

/* Does its route depend on what no table says? */
static bool asks(const struct sitrun_run *r, const struct world_device *d)
{
	const struct campaign *c = &r->s->campaign;

	return !d->smets_told &&
	       campaign_interface(c, 1) != campaign_interface(c, 2);
}

static uint32_t s1sp(struct sitrun_run *r, struct span name)
{
	return name.n ? intern_put(&r->s1sps, name, NULL) + 1 : 0;
}

static void add_counter(struct sitrun_run *r, uint64_t user)
{
	for (size_t i = 0; i < r->counters.n; i++) {
		if (r->counters.v[i].user == user)
			return;
	}
	vec_push(&r->counters, ((struct run_counter){ user, 0 }));
}

static void add(struct sitrun_run *r, const struct testcase *c,
		const char *file)
{
	struct sitrun_place *p = vec_add(&r->places);
	struct run_case *rc = vec_add(&r->plan);
	unsigned smets;

	p->case_no = r->places.n;
	rc->testcase = c;
	rc->why = SPAN_EMPTY;
	if (!case_target(&r->targets, c, &p->target)) {
		find(r, c, SIT059, "device_type",
		     span_of(srv_device_name(c->device_type)),
		     "of that set and combination is in no table of devices",
		     file);
		return;
	}
	smets = (unsigned)p->target.device->smets;
	p->interface = campaign_interface(&r->s->campaign, smets);
	p->asks = asks(r, p->target.device);
	if (!p->interface && !p->asks)
		find(r, c, SIT103, "set", c->set, smets == 1 ?
		     "is of SMETS1 devices; no interface applies to them" :
		     "is of SMETS2 devices; no interface applies to them",
		     file);
	else if (p->interface)
		p->route = route(p->interface, smets);
	if (!p->target.user)
		find(r, c, SIT104, "user", c->user,
		     "is nobody who may ask; neither the campaign nor a "
		     "device names a user", file);
	rc->user = p->target.user;
	rc->device = p->target.device->eui;
	rc->target = c->mode == CASE_DCC_ONLY ?
		     case_request_acb(&r->s->campaign) : rc->device;
	rc->s1sp = s1sp(r, p->target.device->s1sp);
	if (testcase_held(c)) {
		rc->fate = VERDICT_LEFT_OUT;
		rc->why = c->not_before;
	}
	add_counter(r, rc->user);
}

bool sitrun_places(struct sitrun_run *r, const char *file)
{
	const uint64_t errors = r->f->diag.count[DIAG_ERROR];

	case_targets_make(&r->targets, &r->s->world, &r->s->campaign);
	for (size_t i = 0; i < r->cases.rows.n; i++)
		add(r, &r->cases.rows.v[i], file);
	return r->f->diag.count[DIAG_ERROR] == errors;
}
