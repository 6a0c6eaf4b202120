/* DUIS: messages; SIT: worlds, campaigns and their results. Included by codes.def.h. */
CODE(DUIS001, ERROR, "a message, or a table that goes with messages, that cannot be read",
     "mend the file at that line; nothing behind it was believed")
CODE(DUIS002, ERROR, "a row with fewer or more cells than the header, or a value of the wrong kind",
     "look for a missing delimiter, or a value that holds one and is not quoted")
CODE(DUIS003, ERROR, "bytes that are not UTF-8, or a NUL", "save the file as UTF-8")
CODE(DUIS004, ERROR, "a number of seconds that is not a whole number", "write digits only")
CODE(DUIS005, ERROR, "a date that does not exist, or is not YYYY-MM-DD", "write dates as YYYY-MM-DD")
CODE(DUIS006, ERROR, "a value outside the list of the column", "use one of the values that the message names")
CODE(DUIS007, ERROR, "a required column is missing", "add it")
CODE(DUIS008, NOTE, "a column that the format does not have; it is not carried on", "leave it out")
CODE(DUIS009, ERROR, "a column named twice", "keep one of them")
CODE(DUIS010, ERROR, "a service request variant that the catalogue does not have",
     "write it as the catalogue does, such as 4.4.3")
CODE(DUIS011, ERROR, "a service request variant twice in a catalogue file", "keep one of the rows")
CODE(DUIS012, ERROR, "a word in a list that the set does not have", "use one of the words that the message names")
CODE(DUIS013, ERROR, "a parameter whose path is none, or that numbers elements with a gap",
     "join names of elements by '/'; number repeats from [1] up, without a gap")
CODE(DUIS014, ERROR, "a parameter given twice", "keep one of them, or number the elements")
CODE(DUIS015, ERROR, "an element or attribute that the request does not have there",
     "use the name that the message proposes")
CODE(DUIS016, ERROR, "a required element, attribute or text is missing", "add it")
CODE(DUIS017, ERROR, "two alternatives of one choice", "keep one of them")
CODE(DUIS018, ERROR, "an element too often, or not often enough", "give as many as the message names")
CODE(DUIS019, ERROR, "a number out of range, or with too many decimals", "use a number in the range that the message names")
CODE(DUIS020, ERROR, "a text that is not spelled as its type wants: a date, an EUI-64, hexadecimal, base64, a number",
     "write it in the form that the message names")
CODE(DUIS021, ERROR, "a text that is not one of the values of its element", "use one of the values that the message names")
CODE(DUIS022, ERROR, "a text that is too long or too short, has a character that it may not have, or stands where none belongs",
     "shorten it, or write it with the characters that the message names")
CODE(DUIS023, ERROR, "an element out of order", "write the elements in the order of the schema; built from parameters they are")
CODE(DUIS024, ERROR, "an element of a later version of DUIS, or of a profile that is off",
     "give the version of the endpoint, or switch the profile on")
CODE(DUIS025, ERROR, "a placeholder that does not exist, or whose value nobody gave",
     "use one of those in duis-messages(5), or write the value itself")
CODE(DUIS030, ERROR, "a message of a service request variant that does not exist", "use one of the catalogue, such as 4.4.3")
CODE(DUIS031, ERROR, "the body of another service, or a signed pre-command where none belongs, or none where one does",
     "send the body that the message names, or correct the service")
CODE(DUIS032, ERROR, "a service reference that is not that of its variant", "give the first two parts of the variant")
CODE(DUIS033, ERROR, "a command variant that the service does not have (E12)", "use one of those that the message names")
CODE(DUIS034, ERROR, "command variant 9 from a user (E12)", "leave it to the DCC: create a schedule")
CODE(DUIS035, ERROR, "a request posted to the wrong web service (E13)",
     "post it to the service of its command variant: 1, 3, 5, 7 to S, 4 to T, 2, 6, 8 to D")
CODE(DUIS036, ERROR, "a request that the DCC answers itself sent to a device, or the reverse",
     "give the access control broker as the target of command variant 8, and the device for all others")
CODE(DUIS037, ERROR, "a service that the type of the device does not have (E11)", "ask a device of another type")
CODE(DUIS038, WARNING, "a target that no list of devices has (E19)", "correct the EUI-64, or add the device")
CODE(DUIS039, ERROR, "a role that may not ask for the service (E2)", "send it as a user of a role that the message names")
CODE(DUIS040, ERROR, "a schedule whose reference, variant and element do not belong together", "use those that the message names")
CODE(DUIS041, ERROR, "a service that cannot be scheduled, in this version or of this device",
     "schedule another, or give the version or profile of the endpoint")
CODE(DUIS042, WARNING, "a schema version that is unknown, or not that of the endpoint", "give the endpoint's")
CODE(DUIS043, ERROR, "an execution or schedule date that is past", "give a later one")
CODE(DUIS044, ERROR, "an end before its start", "exchange them, or correct one")
CODE(DUIS045, WARNING, "a service that SMETS1 devices do not serve, or are unlikely to",
     "see the applicability list of the campaign; a catalogue file tells it to the tools")
CODE(DUIS046, ERROR, "a future date on a command variant that is on demand only", "leave the date out, or use command variant 1 or 5")
CODE(DUIS047, WARNING, "a preceding request that cannot precede this one", "give the id of the request before it, or leave it out")
CODE(DUIS048, WARNING, "a request without a signature", "sign it before it is sent")
CODE(DUIS050, ERROR, "bytes that are not a message: damaged XML, another encoding, a DOCTYPE, more than 16 MiB, deeper than 256",
     "look at what sent them; nothing of them was believed")
CODE(DUIS051, ERROR, "XML with another root than a message has",
     "give a Request, a Response, a SMETS1SignedResponse or an S1SPAlert")
CODE(DUIS052, ERROR, "an element that does not belong where it stands, or not in that order",
     "put the elements into the order of the schema; the message names the one")
CODE(DUIS053, ERROR, "an element that is missing",
     "add it")
CODE(DUIS054, ERROR, "an element that stands more often than it may",
     "leave one")
CODE(DUIS055, ERROR, "a value that is not what its element holds: a counter, an EUI-64, a date, a number out of range",
     "write it as the message says")
CODE(DUIS056, ERROR, "an attribute that is missing, unknown or wrong",
     "give schemaVersion, such as 5.1, and no other")
CODE(DUIS057, ERROR, "text beside elements",
     "leave the text out")
CODE(DUIS058, WARNING, "an element that is not known, in a message of a later version than 5.4",
     "see what the later version says; the element was read past")
CODE(DUIS060, ERROR, "a message without the signature it must have",
     "ask its sender; an unsigned message proves nothing")
CODE(DUIS061, ERROR, "a signature that does not hold: content, signature or key differ from what was signed",
     "ask its sender; what the message says may not be what was sent")
CODE(DUIS062, ERROR, "a signature of a certificate that is not at hand",
     "add the certificate of that issuer and serial number, if it is to be trusted")
CODE(DUIS063, ERROR, "a signature of another make: other algorithms, several references, the signer not named by issuer and serial number",
     "ask its sender; only the one profile of DUIS is believed")
CODE(DUIS064, ERROR, "a signature that this build cannot judge",
     "build with xmlsec1, or do not ask for verification")
CODE(DUIS065, ERROR, "a message that the schemas given with --schema do not allow",
     "see the schema's words in the message; our own checks found nothing wrong with it")
CODE(SIT001, ERROR, "a file, or the body of an admin request, that cannot be read",
     "mend the file at that line; nothing behind it was believed")
CODE(SIT002, ERROR, "a row with fewer or more cells than the header, or a member with a value that it cannot have",
     "use what the message names")
CODE(SIT003, ERROR, "bytes that are not UTF-8, or a NUL", "save the file as UTF-8")
CODE(SIT004, ERROR, "a count that is not a whole number", "write digits only")
CODE(SIT005, ERROR, "a date that does not exist, or is not YYYY-MM-DD", "write dates as YYYY-MM-DD")
CODE(SIT006, ERROR, "a value outside the list of the column", "use one of the values that the message names")
CODE(SIT007, ERROR, "a required column is missing", "add it")
CODE(SIT008, ERROR, "a member that the document does not have, or a column that the table does not have",
     "use the name that the message proposes")
CODE(SIT009, ERROR, "a column named twice", "keep one of them")
CODE(SIT010, ERROR, "a device twice in one world", "keep one of the two")
CODE(SIT011, ERROR, "a user twice in one world", "give the user all its roles in one place")
CODE(SIT012, ERROR, "a user that the world does not have", "add the user, or correct its EUI-64")
CODE(SIT013, ERROR, "a JSON document of another kind or version", "give the file that the option asks for")
CODE(SIT014, ERROR, "a device without an identity or a type", "fill in device_id and device_type")
CODE(SIT015, ERROR, "a device that the world does not have", "add the device, or correct its EUI-64")
CODE(SIT016, WARNING, "a world without users: nobody can ask anything", "add users, or make the world with sit-emu --make-world")
CODE(SIT017, ERROR, "a device of a combination that the release does not have", "correct its ppc_id, or give the release that it is of")
CODE(SIT050, ERROR, "a name that cannot be part of a case id, or a device under test of no set",
     "use letters, digits and . _ + - only")
CODE(SIT051, ERROR, "a service request variant that the catalogue does not have", "write it as the catalogue does, such as 4.4.3")
CODE(SIT052, ERROR, "an expectation that is no pattern of codes", "write codes, with . [] * + ? and | as in a regular expression, without groups")
CODE(SIT053, ERROR, "a user that the campaign does not have, or a text that names none",
     "give the EUI-64 of a user of the campaign, or a role that one of them has")
CODE(SIT054, ERROR, "a time that is not one, and does not look like a reason to hold the case either",
     "give YYYY-MM-DD, or YYYY-MM-DDThh:mm:ssZ, or a reason that begins with a letter")
CODE(SIT055, ERROR, "a mode or command variant that the case cannot have", "use a mode of the service; a scheduled case comes after the one that makes the schedule")
CODE(SIT056, ERROR, "a cell that must not be blank", "fill it in")
CODE(SIT057, ERROR, "a ready set of parameters that the service does not have", "use one of those in duis-messages(5), or leave $set out")
CODE(SIT058, NOTE, "a negative case whose request breaks no rule that is known before it is sent",
     "see that the state of the device makes the refusal come")
CODE(SIT059, ERROR, "a case about a device that no table of devices has", "add the device, or correct set, ppc_id and device_type")
CODE(SIT060, WARNING, "a combination of the release without a device set", "add its devices; until then nothing tests it")
CODE(SIT061, ERROR, "two devices of one type in one set", "give the second one a set of its own; case ids cannot tell them apart")
CODE(SIT062, WARNING, "a device that runs another firmware than the release has for its combination",
     "update the device; evidence counts on the firmware of the release only")
CODE(SIT063, ERROR, "a case id twice", "give one of the cases another name")
CODE(SIT064, ERROR, "a case that comes after one that is not there", "add that case, or correct its id")
CODE(SIT065, ERROR, "cases that wait for each other", "break the circle")
CODE(SIT066, ERROR, "another release than the one that the campaign names", "give the release whose digest the campaign records, or a new campaign")
CODE(SIT067, WARNING, "a result to be made again, of a case that the campaign does not have any more",
     "see whether its device set or service was dropped on purpose")
CODE(SIT068, NOTE, "services left out of the campaign, because no later case of the device could pass",
     "name them with --srv, or list them in the applicability file, to test them")
CODE(SIT069, WARNING, "cases left out of the campaign, because no user may ask for them",
     "add a user of the role, or the party to the table of devices")
CODE(SIT070, ERROR, "a clock of an administrator beside an endpoint that is not on this machine",
     "use the clock 'system'; only sit-emu lets its clock be moved")
CODE(SIT071, ERROR, "a codec that does not exist", "use one of those that the message names")
CODE(SIT072, ERROR, "an interface or a user twice in one campaign", "keep one of the two")
CODE(SIT073, WARNING, "a campaign without a case", "see whether set, services and devices suit each other")
CODE(SIT120, ERROR, "a file of an evidence pack that is not there, or cannot be read", "take the pack from where it was made again")
CODE(SIT121, ERROR, "a file in an evidence pack that is not listed", "remove it, or take the pack from where it was made again")
CODE(SIT122, ERROR, "a file of an evidence pack with other bytes than those recorded", "take the pack from where it was made again; what was changed is no evidence")
CODE(SIT123, ERROR, "a line of SHA256SUMS that is none, or names what cannot be in an evidence pack", "do not use the pack: it was not made by this tool, or was changed")
CODE(SIT124, ERROR, "a link, folder or device in an evidence pack", "do not use the pack: it was changed")
CODE(SIT125, ERROR, "a line of an evidence pack that tells of no attempt", "do not use the pack: it was changed")
CODE(SIT126, ERROR, "an attempt whose request, answer or message is not in the evidence pack", "do not use the pack: it was changed")
CODE(SIT127, ERROR, "a body in an evidence pack that belongs to nothing", "do not use the pack: an attempt was taken out of it")
CODE(SIT128, ERROR, "a result of an evidence pack that its evidence does not bear out", "do not use the pack: it was changed")
CODE(SIT129, ERROR, "a total of an evidence pack that does not follow from its files", "do not use the pack: it was changed")
CODE(SIT130, ERROR, "an evidence pack of another kind or version", "use the version of sit-run that made it")
CODE(SIT140, ERROR, "two results of one case, cycle and attempt", "give the results of each cycle once")
CODE(SIT141, ERROR, "a criterion without a threshold, or no criterion at all", "set at_least_percent or at_most_count; an exit decision needs a number that somebody set")
CODE(SIT142, ERROR, "a criterion with two thresholds", "keep one, and make a second criterion of the other")
CODE(SIT143, ERROR, "a filter that cannot be understood", "write column=value, with | between values and ; between terms")
CODE(SIT144, ERROR, "a threshold that is no number, or not of the kind that its measure has", "give a percentage of 0 to 100, or a count")
CODE(SIT145, ERROR, "a criterion twice in one scope", "give one of the two another name")
CODE(SIT146, ERROR, "a severity that is none, or beside a measure that has none", "give severities of 1 to 5 with OPEN_ISSUES only")
CODE(SIT147, ERROR, "an issue twice", "keep one of the two")
CODE(SIT148, ERROR, "a result without a verdict", "fill in the verdict that the run gave it")
CODE(SIT149, WARNING, "results judged without a release: nobody looks at the firmware that they ran on", "give --ppcl, or a campaign that names its release")
CODE(SIT150, WARNING, "results judged without a plan: what was not run is not known", "give the cases with --cases, or the journal of the campaign")
CODE(SIT151, WARNING, "results of a combination that the release does not have; they count for nothing", "give the release that they belong to")
CODE(SIT152, WARNING, "a result of a case that the plan does not have", "see whether the case was renamed or dropped on purpose")
CODE(SIT153, ERROR, "a cycle that there are no results of", "use one of the cycles that the message names")
CODE(SIT154, WARNING, "an issue about a case that is not there", "correct the id in case_ids")
CODE(SIT155, WARNING, "an issue that a result names, and that the table of issues does not have", "export the issues again; an issue that is not there is not counted")
CODE(SIT100, ERROR, "a cycle that has begun already in this journal", "go on with it with --resume, or give the new cycle another name with --cycle")
CODE(SIT101, ERROR, "a cycle that was begun with other cases or devices", "give those of the cycle, or --plan-changed to go on with these")
CODE(SIT102, ERROR, "a journal of another campaign, or of another kind of clock", "give the campaign's own journal")
CODE(SIT103, ERROR, "a device that no interface applies to", "add an interface for its generation, or one for all")
CODE(SIT104, ERROR, "a case that nobody may ask for", "add a user to the campaign")
CODE(SIT105, ERROR, "a key or certificate of a user, an interface or the receiver that cannot be used", "give a key that only you may read, a user's in PKCS#8 PEM and on P-256, and its certificate")
CODE(SIT106, ERROR, "certificates or schemas to judge by that cannot be read", "give files of PEM certificates, and a folder of schemas")
CODE(SIT107, ERROR, "a cycle that the journal does not have", "name one that has begun; the results list them")
CODE(SIT108, ERROR, "a header line whose value a journal does not keep, for it may be a key", "give --campaign, which has it")
