-- Tables and queries that Microsoft Orleans' ADO.NET providers find by name: who is in the cluster, reminders, and state of
-- grains that is not history. The Embedded engine keeps reminders and states in the same tables, so that a database serves
-- either engine. Names of tables, columns, parameters and keys are the providers'; the statements are ours.
CREATE TABLE orleansquery (
  querykey  text PRIMARY KEY,
  querytext text NOT NULL
);

-- One row for each cluster: every change of its members raises the version, and wins only against the version it has seen.
CREATE TABLE orleansmembershipversiontable (
  deploymentid text PRIMARY KEY,
  timestamp    timestamptz NOT NULL DEFAULT now(),
  version      integer     NOT NULL DEFAULT 0
);

-- One row for each life of a silo. status: 3 is active, 6 is dead.
CREATE TABLE orleansmembershiptable (
  deploymentid text        NOT NULL,
  address      text        NOT NULL,
  port         integer     NOT NULL,
  generation   integer     NOT NULL,
  siloname     text        NOT NULL,
  hostname     text        NOT NULL,
  status       integer     NOT NULL,
  proxyport    integer,
  suspecttimes text,
  starttime    timestamptz NOT NULL,
  iamalivetime timestamptz NOT NULL,
  PRIMARY KEY (deploymentid, address, port, generation)
);

-- grainhash is the grain's place on the ring of silos, as a signed number.
CREATE TABLE orleansreminderstable (
  serviceid    text        NOT NULL,
  grainid      text        NOT NULL,
  remindername text        NOT NULL,
  starttime    timestamptz NOT NULL,
  period       bigint      NOT NULL, -- milliseconds
  grainhash    integer     NOT NULL,
  version      integer     NOT NULL,
  PRIMARY KEY (serviceid, grainid, remindername)
);

CREATE INDEX orleansreminders_by_hash ON orleansreminderstable (serviceid, grainhash);

-- A state's key leaves out the class of its grain: graintypestring is the state's name, which is therefore unique among
-- classes. The unique index is what keeps two first writes of one state from both succeeding.
CREATE TABLE orleansstorage (
  grainidhash            integer NOT NULL,
  grainidn0              bigint  NOT NULL,
  grainidn1              bigint  NOT NULL,
  graintypehash          integer NOT NULL,
  graintypestring        text    NOT NULL,
  grainidextensionstring text,
  serviceid              text    NOT NULL,
  payloadbinary          bytea,
  modifiedon             timestamp NOT NULL,
  version                integer NOT NULL
);

CREATE UNIQUE INDEX orleansstorage_key ON orleansstorage (
  grainidhash, graintypehash, grainidn0, grainidn1, serviceid, graintypestring, coalesce(grainidextensionstring, ''));

INSERT INTO orleansquery (querykey, querytext) VALUES
('InsertMembershipVersionKey', $q$
  WITH born AS (
    INSERT INTO orleansmembershipversiontable (deploymentid) VALUES (@DeploymentId) ON CONFLICT DO NOTHING RETURNING 1)
  SELECT count(*)::integer FROM born
$q$),
('InsertMembershipKey', $q$
  WITH moved AS (
    UPDATE orleansmembershipversiontable SET version = version + 1, timestamp = now()
    WHERE deploymentid = @DeploymentId AND version = @Version
    RETURNING deploymentid),
  joined AS (
    INSERT INTO orleansmembershiptable
      (deploymentid, address, port, generation, siloname, hostname, status, proxyport, starttime, iamalivetime)
    SELECT deploymentid, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime
    FROM moved RETURNING 1)
  SELECT count(*)::integer FROM joined
$q$),
('UpdateMembershipKey', $q$
  WITH moved AS (
    UPDATE orleansmembershipversiontable SET version = version + 1, timestamp = now()
    WHERE deploymentid = @DeploymentId AND version = @Version
    RETURNING deploymentid),
  changed AS (
    UPDATE orleansmembershiptable AS m SET status = @Status, suspecttimes = @SuspectTimes, iamalivetime = @IAmAliveTime
    FROM moved
    WHERE m.deploymentid = moved.deploymentid AND m.address = @Address AND m.port = @Port AND m.generation = @Generation
    RETURNING 1)
  SELECT count(*)::integer FROM changed
$q$),
('UpdateIAmAlivetimeKey', $q$
  UPDATE orleansmembershiptable SET iamalivetime = @IAmAliveTime
  WHERE deploymentid = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
$q$),
('MembershipReadRowKey', $q$
  SELECT v.deploymentid, m.address, m.port, m.generation, m.siloname, m.hostname, m.status, m.proxyport, m.suspecttimes,
         m.starttime, m.iamalivetime, v.version
  FROM orleansmembershipversiontable v
  LEFT JOIN orleansmembershiptable m ON m.deploymentid = v.deploymentid
    AND m.address = @Address AND m.port = @Port AND m.generation = @Generation
  WHERE v.deploymentid = @DeploymentId
$q$),
('MembershipReadAllKey', $q$
  SELECT v.deploymentid, m.address, m.port, m.generation, m.siloname, m.hostname, m.status, m.proxyport, m.suspecttimes,
         m.starttime, m.iamalivetime, v.version
  FROM orleansmembershipversiontable v
  LEFT JOIN orleansmembershiptable m ON m.deploymentid = v.deploymentid
  WHERE v.deploymentid = @DeploymentId
$q$),
('GatewaysQueryKey', $q$
  SELECT address, proxyport, generation FROM orleansmembershiptable
  WHERE deploymentid = @DeploymentId AND status = @Status AND proxyport > 0
$q$),
('DeleteMembershipTableEntriesKey', $q$
  WITH gone AS (DELETE FROM orleansmembershiptable WHERE deploymentid = @DeploymentId)
  DELETE FROM orleansmembershipversiontable WHERE deploymentid = @DeploymentId
$q$),
('CleanupDefunctSiloEntriesKey', $q$
  DELETE FROM orleansmembershiptable WHERE deploymentid = @DeploymentId AND status <> 3 AND iamalivetime < @IAmAliveTime
$q$),
('UpsertReminderRowKey', $q$
  INSERT INTO orleansreminderstable AS r (serviceid, grainid, remindername, starttime, period, grainhash, version)
  VALUES (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
  ON CONFLICT (serviceid, grainid, remindername) DO UPDATE
    SET starttime = excluded.starttime, period = excluded.period, grainhash = excluded.grainhash, version = r.version + 1
  RETURNING version
$q$),
('ReadReminderRowsKey', $q$
  SELECT grainid, remindername, starttime, period, version FROM orleansreminderstable
  WHERE serviceid = @ServiceId AND grainid = @GrainId
$q$),
('ReadReminderRowKey', $q$
  SELECT grainid, remindername, starttime, period, version FROM orleansreminderstable
  WHERE serviceid = @ServiceId AND grainid = @GrainId AND remindername = @ReminderName
$q$),
('ReadRangeRows1Key', $q$
  SELECT grainid, remindername, starttime, period, version FROM orleansreminderstable
  WHERE serviceid = @ServiceId AND grainhash > @BeginHash AND grainhash <= @EndHash
$q$),
('ReadRangeRows2Key', $q$
  SELECT grainid, remindername, starttime, period, version FROM orleansreminderstable
  WHERE serviceid = @ServiceId AND (grainhash > @BeginHash OR grainhash <= @EndHash)
$q$),
('DeleteReminderRowKey', $q$
  WITH gone AS (
    DELETE FROM orleansreminderstable
    WHERE serviceid = @ServiceId AND grainid = @GrainId AND remindername = @ReminderName AND version = @Version RETURNING 1)
  SELECT count(*)::integer FROM gone
$q$),
('DeleteReminderRowsKey', $q$
  DELETE FROM orleansreminderstable WHERE serviceid = @ServiceId
$q$),
-- No row comes back when somebody else was first: that is how the provider knows.
('WriteToStorageKey', $q$
  WITH replaced AS (
    UPDATE orleansstorage SET payloadbinary = @PayloadBinary, modifiedon = now() AT TIME ZONE 'utc', version = version + 1
    WHERE grainidhash = @GrainIdHash AND graintypehash = @GrainTypeHash AND grainidn0 = @GrainIdN0 AND grainidn1 = @GrainIdN1
      AND serviceid = @ServiceId AND graintypestring = @GrainTypeString
      AND coalesce(grainidextensionstring, '') = coalesce(@GrainIdExtensionString::text, '')
      AND version = @GrainStateVersion::integer
    RETURNING version),
  begun AS (
    INSERT INTO orleansstorage (grainidhash, grainidn0, grainidn1, graintypehash, graintypestring, grainidextensionstring,
                                serviceid, payloadbinary, modifiedon, version)
    SELECT @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString, @GrainIdExtensionString::text,
           @ServiceId, @PayloadBinary, now() AT TIME ZONE 'utc', 1
    WHERE @GrainStateVersion::integer IS NULL
    ON CONFLICT DO NOTHING
    RETURNING version)
  SELECT version AS newgrainstateversion FROM replaced UNION ALL SELECT version FROM begun
$q$),
('ReadFromStorageKey', $q$
  SELECT payloadbinary, now() AT TIME ZONE 'utc', version FROM orleansstorage
  WHERE grainidhash = @GrainIdHash AND graintypehash = @GrainTypeHash AND grainidn0 = @GrainIdN0 AND grainidn1 = @GrainIdN1
    AND serviceid = @ServiceId AND graintypestring = @GrainTypeString
    AND coalesce(grainidextensionstring, '') = coalesce(@GrainIdExtensionString::text, '')
$q$),
-- A cleared state keeps its row, so that its version is never used twice.
('ClearStorageKey', $q$
  UPDATE orleansstorage SET payloadbinary = NULL, modifiedon = now() AT TIME ZONE 'utc', version = version + 1
  WHERE grainidhash = @GrainIdHash AND graintypehash = @GrainTypeHash AND grainidn0 = @GrainIdN0 AND grainidn1 = @GrainIdN1
    AND serviceid = @ServiceId AND graintypestring = @GrainTypeString
    AND coalesce(grainidextensionstring, '') = coalesce(@GrainIdExtensionString::text, '')
    AND version = @GrainStateVersion::integer
  RETURNING version AS newgrainstateversion
$q$),
('DeleteStorageKey', $q$
  DELETE FROM orleansstorage
  WHERE grainidhash = @GrainIdHash AND graintypehash = @GrainTypeHash AND grainidn0 = @GrainIdN0 AND grainidn1 = @GrainIdN1
    AND serviceid = @ServiceId AND graintypestring = @GrainTypeString
    AND coalesce(grainidextensionstring, '') = coalesce(@GrainIdExtensionString::text, '')
    AND version = @GrainStateVersion::integer
  RETURNING version + 1 AS newgrainstateversion
$q$);
