#include "engine/case_users.h"

static void add(struct case_users *users, struct span name, unsigned role)
{
	uint64_t eui;

	if (!world_eui_parse(name, &eui))
		return;
	for (size_t i = 0; i < users->v.n; i++) {
		if (users->v.v[i].eui != eui)
			continue;
		users->v.v[i].roles |= role;
		return;
	}
	vec_push(&users->v, ((struct case_user){ eui, role, 0 }));
}

static bool is_gas(const struct world_device *d)
{
	return (d->type & (SRV_GSME | SRV_GPF)) != 0;
}

static bool is_electricity(const struct world_device *d)
{
	return (d->type & (SRV_ESME | SRV_HCALCS)) != 0;
}

void case_users_make(struct case_users *users, const struct campaign *c,
		     const struct world *w)
{
	for (size_t i = 0; i < c->users.n; i++)
		vec_push(&users->v, ((struct case_user){
			c->users.v[i].eui, c->users.v[i].roles, 0 }));
	if (c->users.n)
		return;
	for (size_t i = 0; i < w->devices.n; i++) {
		const struct world_device *d = &w->devices.v[i];

		add(users, d->import_supplier, SRV_IS);
		add(users, d->gas_supplier, SRV_GS);
		add(users, d->network_operator, is_gas(d) ? SRV_GT : SRV_ED);
	}
}

/* The party that a device names for the role; empty: nobody. */
static struct span party(const struct world_device *d, unsigned role)
{
	switch (role) {
	case SRV_IS:
	case SRV_ES:
	case SRV_RSA:
		return d->import_supplier;
	case SRV_GS:
		return d->gas_supplier;
	case SRV_ED:
	case SRV_GT:
		return d->network_operator;
	default:
		return SPAN_EMPTY;
	}
}

static bool related(const struct world_device *d, unsigned role)
{
	if (role & (SRV_IS | SRV_ES | SRV_RSA | SRV_ED))
		return !is_gas(d);
	if (role & (SRV_GS | SRV_GT))
		return !is_electricity(d);
	return true;
}

static bool of_role(const struct case_users *users, struct span named,
		    unsigned role, struct case_user *who)
{
	uint64_t eui = 0;
	const bool wants = world_eui_parse(named, &eui);

	for (size_t i = 0; i < users->v.n; i++) {
		const struct case_user *u = &users->v.v[i];

		if (!(u->roles & role) || (wants && u->eui != eui))
			continue;
		*who = *u;
		who->role = role;
		return true;
	}
	return false;
}

bool case_users_for(const struct case_users *users,
		    const struct world_device *d, unsigned roles,
		    struct case_user *who)
{
	/* suppliers before operators before others */
	static const unsigned order[] = { SRV_IS, SRV_GS, SRV_ES, SRV_ED,
					  SRV_GT, SRV_RSA, SRV_OU };

	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
		if ((roles && !(roles & order[i])) || !related(d, order[i]))
			continue;
		if (of_role(users, party(d, order[i]), order[i], who))
			return true;
	}
	return false;
}

bool case_users_with(const struct case_users *users, unsigned roles,
		     struct case_user *who)
{
	for (unsigned role = 1; role <= SRV_OU; role <<= 1) {
		if ((!roles || roles & role) &&
		    of_role(users, SPAN_EMPTY, role, who))
			return true;
	}
	return false;
}

bool case_users_without(const struct case_users *users, unsigned roles,
			struct case_user *who)
{
	if (!roles)
		return false;
	for (size_t i = 0; i < users->v.n; i++) {
		if (users->v.v[i].roles & roles)
			continue;
		*who = users->v.v[i];
		return true;
	}
	return false;
}

void case_users_release(struct case_users *users)
{
	vec_release(&users->v);
}
