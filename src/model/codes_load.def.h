/* LOAD: what srv-load and wan-load read and schedule. Included by codes.def.h. */
CODE(LOAD001, ERROR, "a file or record that cannot be read: a quote that does not close, a damaged archive, no header",
     "mend the file at that line; nothing behind it was believed")
CODE(LOAD002, ERROR, "a row with fewer or more cells than the header",
     "look for a missing delimiter, or a value that holds one and is not quoted")
CODE(LOAD003, ERROR, "bytes that are not UTF-8, or a NUL", "export the file as UTF-8")
CODE(LOAD004, ERROR, "a number that is none, is negative, or has too many decimals",
     "write digits and a decimal point: no sign, blank, group mark or exponent")
CODE(LOAD005, ERROR, "a date that does not exist, or is not YYYY-MM-DD", "write dates as YYYY-MM-DD")
CODE(LOAD006, ERROR, "a value outside the list of the column", "use one of the values that the message names")
CODE(LOAD007, ERROR, "a required column is missing", "add it, or correct its name")
CODE(LOAD008, NOTE, "a column that the format does not have; it is not carried on", "leave it out, or correct its name")
CODE(LOAD009, ERROR, "a column named twice", "keep one of them")
/* LOAD010 to LOAD049: srv-load */
CODE(LOAD010, ERROR, "a blank where a name, a number or a time is needed", "fill it in, or leave the row out")
CODE(LOAD011, ERROR, "a name twice in a list of names", "keep one of the rows, or give the other a name of its own")
CODE(LOAD012, ERROR, "a JSON document of another kind or version", "give the file that the option asks for")
CODE(LOAD013, ERROR, "a number that is out of all proportion, or outside its range", "correct it; the ceilings are in srv-groups(5)")
CODE(LOAD014, ERROR, "a service request variant that is not in the catalogue", "write it as the catalogue does; the nearest is named")
CODE(LOAD015, ERROR, "a time that is not HH:MM of the local day, or YYYY-MM-DDTHH:MM",
     "write two digits each, 00:00 to 23:59; an end may be 24:00")
CODE(LOAD016, ERROR, "a window whose two ends are the same", "leave both blank for the whole day, or correct one")
CODE(LOAD017, ERROR, "a dated window that ends before it begins, is longer than a day, or has one end dated",
     "correct the dates; an end is exclusive")
CODE(LOAD018, ERROR, "slots of base load that overlap", "state each moment of a node once")
CODE(LOAD019, ERROR, "limits of one node and resource that overlap", "state each moment once")
CODE(LOAD020, ERROR, "no limit in TPS where work may be dispatched", "add a row with resource tps for the node and the time")
CODE(LOAD021, ERROR, "a node that is not in the nodes file", "add it there, or correct its name")
CODE(LOAD022, WARNING, "a limit or a base load of a node for which no group has work", "correct the name, or leave the row out")
CODE(LOAD023, ERROR, "a mode that the variant does not have", "use one of its modes; the message names them")
CODE(LOAD024, ERROR, "a schedule of SRV 4.3 or 4.4.3 without the SECMP0192 profile", "give --mp192 if the DCC supports it by then")
CODE(LOAD025, ERROR, "a schedule of SRV 4.3 or 4.4.3 for a SMETS2 device, which the DCC rejects",
     "send it on demand or future dated; SMETS2 has the daily read log, SRV 4.14")
CODE(LOAD026, ERROR, "a command variant that the variant or its mode does not have", "use one that the message names")
CODE(LOAD027, WARNING, "an S1SP whose table lacks command variant 9 for a scheduled variant: it answers every request with alert S1VE12",
     "have the S1SP add it before the schedules are created")
CODE(LOAD028, ERROR, "a role that may not ask for the variant", "use one that the message names")
CODE(LOAD029, ERROR, "a device type that the variant is not asked of", "use one that the message names")
CODE(LOAD030, WARNING, "a variant that SMETS1 devices do not have", "leave the group out")
CODE(LOAD031, WARNING, "a schedule of SRV 4.4.3 that does not follow the billing calendar of the devices: data will be missing or partial",
     "read on the billing day, monthly")
CODE(LOAD032, ERROR, "delays that cannot be read or do not add up to 100 %", "write TIME=PERCENT joined by ;, as 30s=90;10m=9;6h=1")
CODE(LOAD033, ERROR, "a window without a whole slot on that day", "choose a longer window, a shorter --slot, or another day: clocks may change in it")
CODE(LOAD034, WARNING, "base load, and what cannot be moved, above the limit by itself", "add capacity there, or move what is fixed; nothing is scheduled into those slots")
CODE(LOAD035, WARNING, "work that does not fit under the limits", "widen the windows, move base load, or add capacity; the message says how much")
CODE(LOAD036, WARNING, "load above a limit", "--smooth moves what is scheduled; what users send at once they have to spread")
CODE(LOAD037, NOTE, "the interval in which the load cannot be lower", "none; to lower it, widen the windows of the groups that lie in it")
CODE(LOAD038, NOTE, "how good the plan is proved to be", "none")
CODE(LOAD039, ERROR, "a device of a group that is not in the groups file", "correct its group, or add the group")
CODE(LOAD040, ERROR, "a device twice in one group", "keep one of the rows")
CODE(LOAD041, WARNING, "a group with more or fewer devices than its count", "state the count, or complete the devices")
CODE(LOAD042, WARNING, "one device with schedules of two users for one variant: it is read twice", "agree on one, or make sure that both are needed")
CODE(LOAD043, NOTE, "how many devices have another time than before", "none")
CODE(LOAD044, NOTE, "how many wake-ups and SMS the reads cost", "none; --pack makes fewer")
/* LOAD050 to LOAD079: wan-load */
CODE(LOAD050, ERROR, "a member of a scenario with a value it cannot have", "use what the message names")
CODE(LOAD051, ERROR, "a member that no scenario has", "use the name that the message proposes")
CODE(LOAD052, ERROR, "a blank where a name, a size or a time is needed", "fill it in, or leave the row out")
CODE(LOAD053, ERROR, "a size or a time of nothing", "write what the message takes; an empty one still has 96 bytes")
CODE(LOAD054, ERROR, "a size that is not that of an empty message and the payload beside it",
     "correct one of bytes and payload_bytes, or leave one blank")
CODE(LOAD055, ERROR, "a service twice in one section", "keep one of the rows, or give the other a name of its own")
CODE(LOAD056, ERROR, "a JSON document of another kind or version", "give the output of the same version of the suite, or a table of services")
CODE(LOAD057, WARNING, "a printed rate that does not follow from its own bytes and seconds",
     "correct whichever is wrong; the message says what bytes would give the printed rate")
CODE(LOAD058, ERROR, "numbers so large that the result would not be exact", "correct the number that is out of all proportion")
CODE(LOAD059, ERROR, "a scenario names a service that the table does not have", "correct the name, or give a table that has it")
CODE(LOAD060, ERROR, "a service without a section that is of several, with different sizes or times", "name the section")
CODE(LOAD061, ERROR, "a scenario that does not say how often a service is used, or how many meters there are",
     "say it in the scenario, in the table, or with --reads and --meters")
CODE(LOAD062, ERROR, "phases of a scenario that overlap, or do not follow each other", "correct from_year or years")
CODE(LOAD063, WARNING, "years between two phases in which there is no network", "correct from_year or years")
CODE(LOAD064, WARNING, "one number of meters for both electricity services and gas services: each counts all of them",
     "say how many of each: electricity and gas")
CODE(LOAD065, ERROR, "a service twice in one phase", "keep one of them and add up its reads")
CODE(LOAD066, WARNING, "an option that names a service which the table does not have", "correct the name")
CODE(LOAD067, ERROR, "no firmware service to send, or several", "say the size of the image with --image")
