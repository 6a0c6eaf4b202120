#include "engine/case_target.h"

#include "base/buf.h"

/* ---- devices ---- */

static void add_key(struct buf *b, struct span ppc_id, struct span set,
		    unsigned type)
{
	buf_clear(b);
	buf_add(b, ppc_id);
	buf_add_char(b, '/');
	buf_add(b, set);
	buf_add_char(b, '/');
	buf_add_u64(b, type);
}

void case_targets_make(struct case_targets *t, const struct world *world,
		       const struct campaign *campaign)
{
	struct buf key = BUF_INIT;
	bool fresh;

	*t = (struct case_targets){ .world = world, .users = CASE_USERS_INIT,
				    .keys = INTERN_INIT };
	case_users_make(&t->users, campaign, world);
	for (size_t i = 0; i < world->devices.n; i++) {
		const struct world_device *d = &world->devices.v[i];

		add_key(&key, d->ppc_id, d->set, d->type);
		intern_put(&t->keys, buf_span(&key), &fresh);
		if (fresh)
			vec_push(&t->device, d);
	}
	buf_release(&key);
}

static const struct world_device *of_type(const struct case_targets *t,
					  const struct testcase *c,
					  unsigned type, struct buf *key)
{
	uint32_t at;

	add_key(key, c->ppc_id, c->set, type);
	at = intern_find(&t->keys, buf_span(key));
	return at == INTERN_NONE ? NULL : t->device.v[at];
}

static uint64_t eui_of(const struct world_device *d)
{
	return d ? d->eui : 0;
}

/* One to join, or to take the place of: a display before a meter. */
static uint64_t another(const struct case_targets *t,
			const struct testcase *c, struct buf *key)
{
	static const unsigned order[] = { SRV_PPMID, SRV_HCALCS, SRV_GSME,
					  SRV_ESME, SRV_IHD, SRV_CHF };
	const struct world_device *d;

	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
		if (order[i] == c->device_type)
			continue;
		d = of_type(t, c, order[i], key);
		if (d)
			return d->eui;
	}
	return 0;
}

/* ---- users ---- */

static uint64_t user_of(const struct case_targets *t, const struct testcase *c,
			const struct world_device *d)
{
	const unsigned role = srv_role_named(c->user);
	const unsigned roles = role ? role : c->srv->roles;
	struct case_user who = { 0 };
	uint64_t eui;

	if (!role && world_eui_parse(c->user, &eui))
		return eui;
	if (!case_users_for(&t->users, d, roles, &who) &&
	    !case_users_with(&t->users, roles, &who))
		case_users_with(&t->users, 0, &who);
	return who.eui;
}

bool case_target(const struct case_targets *t, const struct testcase *c,
		 struct case_target *target)
{
	static const unsigned parts[DEVICES] = {
		[DEVICE_CH] = SRV_CHF, [DEVICE_ESME] = SRV_ESME,
		[DEVICE_GSME] = SRV_GSME, [DEVICE_PPMID] = SRV_PPMID,
	};
	struct buf key = BUF_INIT;
	const struct world_device *d = of_type(t, c, c->device_type, &key);

	*target = (struct case_target){ .device = d };
	if (d) {
		for (unsigned i = 0; i < DEVICES; i++)
			target->part[i] = of_type(t, c, parts[i], &key);
		target->chf = d->chf ? d->chf :
			      eui_of(target->part[DEVICE_CH]);
		target->gpf = d->gpf ? d->gpf :
			      eui_of(of_type(t, c, SRV_GPF, &key));
		target->other = another(t, c, &key);
		target->user = user_of(t, c, d);
	}
	buf_release(&key);
	return d != NULL;
}

void case_targets_release(struct case_targets *t)
{
	case_users_release(&t->users);
	intern_release(&t->keys);
	vec_release(&t->device);
}
