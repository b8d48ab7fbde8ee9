// The map: bundled outline, circles as wide as what is not known, a timeline to brush; no other host is ever asked.
import * as maplibre from "./vendor/maplibre-gl.mjs";

const box = document.getElementById("map"), form = document.getElementById("filters");
const EARTH = 6371;
const AREAS = new Set(["vicinity", "admin2", "admin1_part", "admin1", "country", "unresolved"]);

// A circle of a radius in km around a point, as a ring of [longitude, latitude].
function ring(lon, lat, km, steps = 48) {
  const made = [], d = km / EARTH, f = (lat * Math.PI) / 180, l = (lon * Math.PI) / 180;
  for (let n = 0; n <= steps; n++) {
    const a = (2 * Math.PI * n) / steps;
    const y = Math.asin(Math.sin(f) * Math.cos(d) + Math.cos(f) * Math.sin(d) * Math.cos(a));
    const x = l + Math.atan2(Math.sin(a) * Math.sin(d) * Math.cos(f), Math.cos(d) - Math.sin(f) * Math.sin(y));
    made.push([(x * 180) / Math.PI, (y * 180) / Math.PI]);
  }
  return made;
}

const query = () => new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
const collection = (features) => ({ type: "FeatureCollection", features });

async function load() {
  const told = await (await fetch(`/map/points.json?${query()}`)).json();
  return told.rows.map((row) => Object.fromEntries(told.columns.map((name, n) => [name, row[n]])));
}

function features(rows) {
  const areas = [], points = [], drawn = new Set();
  for (const row of rows) {
    const coarse = AREAS.has(row.precision);
    const key = `${row.lat},${row.lon},${row.radius_km},${row.precision}`;
    if (!drawn.has(key)) {
      drawn.add(key);
      areas.push({ type: "Feature", properties: { coarse }, geometry: { type: "Polygon", coordinates: [ring(row.lon, row.lat, row.radius_km)] } });
    }
    if (!coarse) points.push({ type: "Feature", properties: row, geometry: { type: "Point", coordinates: [row.lon, row.lat] } });
  }
  return { areas: collection(areas), points: collection(points) };
}

// Words of articles go into a popup as text, never as HTML.
function popup(rows) {
  const list = document.createElement("div");
  list.className = "popup";
  for (const row of rows.slice(0, 40)) {
    const line = document.createElement("div"), link = document.createElement("a"), place = document.createElement("bdi");
    link.href = `/documents/${row.doc_id}#c-${row.claim_id}`;
    link.textContent = `${row.day ?? "no day"} ${row.event_type.replaceAll("_", " ")}${row.polarity === "denied" ? " (denied)" : ""}`;
    place.textContent = ` ${row.place ?? ""}`;
    line.append(link, place, ` ${row.killed ? `killed ${row.killed}` : ""} (${row.precision.replaceAll("_", " ")}, ${row.radius_km} km)`);
    list.append(line);
  }
  return list;
}

function style() {
  return {
    version: 8, sources: {}, layers: [{ id: "sea", type: "background", paint: { "background-color": "#dfe8ee" } }],
  };
}

async function outline(map) {
  const world = await (await fetch("/static/vendor/countries-50m.json")).json();
  map.addSource("land", { type: "geojson", data: topojson.feature(world, world.objects.countries) });
  map.addLayer({ id: "land", type: "fill", source: "land", paint: { "fill-color": "#f6f4ee" } });
  const inner = topojson.mesh(world, world.objects.countries, (a, b) => a !== b);
  map.addSource("borders", { type: "geojson", data: { type: "Feature", properties: {}, geometry: inner } });
  map.addLayer({ id: "borders", type: "line", source: "borders", paint: { "line-color": "#9aa7b0", "line-width": 1, "line-dasharray": [3, 2] } });
  if (box.dataset.tiles) {
    map.addSource("own", { type: "raster", tiles: [box.dataset.tiles], tileSize: 256 });
    map.addLayer({ id: "own", type: "raster", source: "own" });
  }
}

function layers(map, made) {
  map.addSource("areas", { type: "geojson", data: made.areas });
  map.addSource("points", { type: "geojson", data: made.points, cluster: true, clusterRadius: 34, clusterMaxZoom: 9 });
  map.addLayer({ id: "areas", type: "fill", source: "areas", paint: { "fill-color": ["case", ["get", "coarse"], "#6b5400", "#a3123a"], "fill-opacity": 0.1 } });
  map.addLayer({ id: "fine", type: "line", source: "areas", filter: ["!", ["get", "coarse"]], paint: { "line-color": "#a3123a", "line-width": 1 } });
  map.addLayer({ id: "coarse", type: "line", source: "areas", filter: ["get", "coarse"], paint: { "line-color": "#6b5400", "line-width": 1.5, "line-dasharray": [3, 2] } });
  map.addLayer({ id: "clusters", type: "circle", source: "points", filter: ["has", "point_count"], paint: { "circle-color": "#20303c", "circle-radius": ["interpolate", ["linear"], ["get", "point_count"], 2, 11, 500, 26], "circle-opacity": 0.85 } });
  map.addLayer({ id: "dots", type: "circle", source: "points", filter: ["!", ["has", "point_count"]], paint: { "circle-color": "#a3123a", "circle-radius": 5, "circle-stroke-color": "#fff", "circle-stroke-width": 1.5 } });
}

// Numbers of clusters are page elements: a bundled map has no fonts of its own.
function counts(map) {
  const kept = new Map();
  return () => {
    const now = new Map();
    for (const one of map.queryRenderedFeatures({ layers: ["clusters"] })) now.set(one.properties.cluster_id, one);
    for (const [id, marker] of kept) if (!now.has(id)) { marker.remove(); kept.delete(id); }
    for (const [id, one] of now) {
      if (kept.has(id)) continue;
      const label = document.createElement("span");
      label.className = "count";
      label.textContent = one.properties.point_count_abbreviated;
      kept.set(id, new maplibre.Marker({ element: label }).setLngLat(one.geometry.coordinates).addTo(map));
    }
  };
}

function fit(map, rows) {
  if (!rows.length) return;
  const bounds = new maplibre.LngLatBounds();
  for (const row of rows) bounds.extend([row.lon, row.lat]);
  map.fitBounds(bounds, { padding: 60, maxZoom: 8, animate: false });
}

async function draw(rows, shown) {
  if (!document.createElement("canvas").getContext("webgl2")) {
    document.getElementById("no-map").hidden = false;
    box.hidden = true;
    return null;
  }
  maplibre.setWorkerUrl("/static/vendor/maplibre-gl-worker.mjs");
  const map = new maplibre.Map({ container: box, style: style(), center: [30, 30], zoom: 1.6, attributionControl: false, dragRotate: false });
  map.addControl(new maplibre.NavigationControl({ showCompass: false }));
  await new Promise((done) => map.once("load", done));
  await outline(map);
  layers(map, features(shown));
  fit(map, shown.length ? shown : rows);
  map.on("render", counts(map));
  map.on("click", "dots", (event) => {
    const at = event.lngLat;
    const near = event.features.map((one) => one.properties);
    new maplibre.Popup({ maxWidth: "24rem" }).setLngLat(at).setDOMContent(popup(near)).addTo(map);
  });
  map.on("click", "clusters", async (event) => {
    const one = event.features[0], source = map.getSource("points");
    const leaves = await source.getClusterLeaves(one.properties.cluster_id, 40, 0);
    new maplibre.Popup({ maxWidth: "24rem" }).setLngLat(event.lngLat).setDOMContent(popup(leaves.map((l) => l.properties))).addTo(map);
  });
  map.on("click", "areas", (event) => {
    if (map.queryRenderedFeatures(event.point, { layers: ["dots", "clusters"] }).length) return;
    const near = rows.filter((row) => AREAS.has(row.precision) && distance(row, event.lngLat) <= row.radius_km);
    if (near.length) new maplibre.Popup({ maxWidth: "24rem" }).setLngLat(event.lngLat).setDOMContent(popup(near)).addTo(map);
  });
  return map;
}

function distance(row, at) {
  const r = Math.PI / 180, x = (at.lng - row.lon) * r * Math.cos(((at.lat + row.lat) / 2) * r), y = (at.lat - row.lat) * r;
  return EARTH * Math.hypot(x, y);
}

const second = (day) => Date.parse(`${day}T00:00:00Z`) / 1000;
const iso = (seconds) => new Date(seconds * 1000).toISOString().slice(0, 10);

// Claims by day (by week or month where the days are many); dragging chooses days and fills the form.
function timeline(rows, chosen) {
  const dated = rows.filter((row) => row.day);
  if (!dated.length) return;
  const days = dated.map((row) => second(row.day)), first = Math.min(...days), last = Math.max(...days);
  const span = (last - first) / 86400, step = (span > 3650 ? 30 : span > 500 ? 7 : 1) * 86400;
  const xs = [], ys = [];
  for (let at = first; at <= last; at += step) { xs.push(at); ys.push(0); }
  for (const at of days) ys[Math.floor((at - first) / step)] += 1;
  const place = document.getElementById("timeline");
  new uPlot({
    width: place.clientWidth, height: 120, cursor: { drag: { x: true, y: false, setScale: false } }, legend: { show: false },
    scales: { x: { time: true, range: [first - step, last + step] }, y: { range: (_, low, high) => [0, Math.max(1, high)] } },
    axes: [{}, { size: 40, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] }],
    series: [{}, { fill: "#4f97c0", stroke: "#14588a", width: 1, points: { show: false }, paths: uPlot.paths.bars({ size: [0.9, 40, 2] }) }],
    hooks: { setSelect: [(plot) => {
      if (plot.select.width < 3) return chosen(null, null);
      chosen(iso(plot.posToVal(plot.select.left, "x")), iso(plot.posToVal(plot.select.left + plot.select.width, "x")));
    }] },
  }, [xs, ys], place);
}

const rows = await load();
const map = await draw(rows, rows);
timeline(rows, (since, until) => {
  form.elements.since.value = since ?? "";
  form.elements.until.value = until ?? "";
  const shown = rows.filter((row) => !since || (row.day && row.day <= until && (row.until ?? row.day) >= since));
  history.replaceState(null, "", `?${query()}`);
  const made = features(shown);
  map?.getSource("areas").setData(made.areas);
  map?.getSource("points").setData(made.points);
  box.dataset.shown = shown.length;
});
box.dataset.shown = rows.length;
box.dataset.ready = "yes";
