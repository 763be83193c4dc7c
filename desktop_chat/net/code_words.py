"""Code words: words that are easy to say and to type, in place of an address or a secret. Pure.

Each of the 1,024 words stands for 10 bits. Four of them lead into a chat on the same network (`lan/word_query`).
"""

from __future__ import annotations

import re

WORDS = re.findall(
    r"\w+",
    """
acorn amber anchor apple apron arrow atlas autumn bacon badge bagel bakery balloon bamboo banana banjo barley basil
basket beach beacon beaver berry bicycle birch biscuit blanket blossom boat bonfire book bottle branch bread breeze
brick bridge bronze broom brush bucket butter button cabin cactus camel camera candle canoe canvas carpet carrot
castle cedar cello chalk cherry chess cinema circle clock cloud clover coast cobalt cocoa coffee comet compass
copper coral corner cotton crane crayon cricket crystal cuckoo daisy dancer desert diamond dolphin donkey dragon
drum eagle easel echo elbow ember engine falcon farmer feather fern ferry fiddle field finger forest fossil fountain
fox galaxy garden garlic ginger giraffe glacier globe glove goose grape gravel guitar hammer harbor harvest hazel
hedge helmet heron hill honey horizon house iceberg igloo indigo island ivory jacket jasmine jelly jigsaw juniper
kettle kitchen kite koala ladder lagoon lamp lantern lava lemon lentil library lilac lily linen lizard llama lobster
lotus magnet mango maple marble market meadow melon mirror mitten molecule monkey moon moss mountain muffin mustard
needle nest noodle nutmeg oasis ocean olive onion opera orange orchid otter oven owl paddle palace panda paper
parrot pasta peach pebble pencil pepper piano picnic pillow pilot pine planet plum pocket polar pond poppy potato
puzzle quartz rabbit radish rainbow raven ribbon river robin rocket roof rose ruby saddle saffron sailor salad
salmon sandal satin saturn scarf school scooter shadow shell silver sketch snow soup sparrow spider spoon squash
statue stone storm sugar summer sunset tango teapot temple tennis thunder tiger timber tomato abbey acrobat actor
adobe airport album alcove alder alley almond alpaca altar amulet angle ankle antelope antler apricot arcade arch
arena armchair armor artist aspen aster athlete attic aunt author avocado awning axle baker ballad ballet bandage
bank banner barber barge bark barn baron barrel basin bass bathtub baton bazaar beam bean bear beard bedroom bee
beet beetle belfry bell belt bench beret bingo bird bison blade blender blimp blouse blueberry bluebird board bobcat
bolt bonnet boot border boulder bouquet bow bowl box bracelet brain brass bride broccoli broth brother brownie
bubble buckle buffalo bugle builder bulb bumper bunny burger burrow bus bush butler cabbage cabinet cable cafe cage
cake calendar calf calico camp canal canary candy canyon cape captain car caramel caravan card cargo carnival
carriage cart cashew cat caterer cattle cave ceiling celery cellar cement center cereal chain chair chapel chapter
charcoal chariot checkers cheddar cheese cheetah chef chestnut chicken chimney chipmunk choir cicada cider citrus
city clam clarinet clay clerk cliff cloak closet cloth clown club coach coal coat cobra coconut coin collar college
colony column comb comedy concert condor cone cook cookie copy cord corduroy cork corn cottage couch cougar council
counter country cousin cow cowboy coyote crab cracker cradle craft crater cream creek crescent crest crib crocus
crow crown cruise crumb cube cucumber cup cupboard cupcake curb curry curtain cushion custard cymbal cypress dairy
dam dandelion dart date dawn deck deer delta denim dentist depot derby desk dessert dial dice diner dinner dish
diver dock doctor dog doll dome domino donut door dot dough dove downtown drawer dream dress drill driver drizzle
duck duet duke dune dusk dust eclipse editor eel egg eggplant elevator elf elk elm emerald emperor empire emu
envelope epic equator eraser espresso estate evening exhibit explorer fabric factory fair fairy family fan farm
faucet fawn feast fence festival fig figure film finch fir fire fish flag flame flamingo flannel flask fleece flood
floor flower flute foam fog folder folk forge fork fort fortress frame freckle freeway freezer fridge frog frost
fruit fudge funnel furnace fuse gallery gallop garage gargoyle gate gazelle gecko gem general geyser giant gift
glass glider gnome goat goblet gold golf gondola gopher gorilla gown grain granite grass gravity green griddle grill
grocery grotto grove guard guest guide gull gum guppy gym habit hail hairpin ham hamlet hammock hamster hand handle
hangar hare harmony harp hat hatch hawk hay heart hearth heather hemlock hen herb hero hexagon hickory hiker hinge
hippo hobby hockey holiday holly hood hook hoop horn hornet horse hose hostel hotel hour hub hummus hunter hurdle
hyena ice icing icon inch infant ink inn insect iris iron ivy jaguar jam jar jazz jeans jeep jersey jet jewel jockey
jogger journal journey judge juggler juice jungle junior jury kangaroo kayak kennel kernel key keyboard kidney kiln
kilt kimono king kiosk kitten kiwi knee knight knot label lace lake lamb lance land lane lark lasso latch laurel
lavender lawn leaf league leather ledge leek legend lemur lens leopard letter lettuce level lever licorice lifeboat
light lighter lime limit lion liquid lobby lock locket locust lodge loft logo lollipop loom loop lounge lumber lunch
lute lynx lyric macaroni machine magenta magic magnolia magpie mail mallet mammoth manatee mandolin manor mansion
mantle map marina marmot marsh mask mast mat match matrix mayor maze meal medal meteor metro midnight mile milk mill
mineral minnow mint minute mist moment monarch money monk month monument moose mop morning mosaic moth motor mound
mouse mouth movie mud mug mule mural muscle museum mushroom music nail napkin narwhal nature navy nebula neck nectar
neighbor neon nephew nickel night nomad north nose note novel nugget number nurse nut nylon oak oar oat oboe octagon
octopus office oil olympics omelet onyx opal orbit orchard organ origami ornament osprey ostrich outfit oval
overalls rhino oxygen oyster pail paint pajamas palm pan pancake panel panther pantry papaya parade parcel park
parka parsley parsnip party passport pastel pastry patch path patio pattern peacock peak peanut pear pearl pecan
pedal pelican pen pendant penguin peony people perch perfume petal pheasant phone photo pickle pie pier pigeon
pigment pin pinecone pink pint pipe pirate pistachio pitcher pizza plaid plain plane plank plant plate platter plaza
plow plume plumber poem poet polo pony pool popcorn porch porridge port postcard poster pottery powder prairie
praline pretzel prince print prism prize puddle pudding puffin pulley pump pumpkin puppet puppy purple pyramid quail
quarry quarter queen quiche quill quilt quince quiver raccoon radar radio raft rail rain raisin ram ramp ranch
ranger raspberry rattle ray record reef referee reindeer relish rice ridge ring
""",
)
IN_A_CODE = 4
"""The words of a code that leads into a chat: 40 bits."""
MAX_TYPED = 80
"""Characters of a typed code that are looked at."""
_BITS = 10
_CERTAIN = 3
"""Words after which a text counts as a code."""
_SEPARATORS = re.compile(r"[\s,.;_-]+")


def make_words(secret: bytes) -> str:
    """Return a code, with hyphens between the words. `secret`: at least 5 fresh unguessable bytes."""
    number = int.from_bytes(secret[: IN_A_CODE * _BITS // 8], "big")
    return "-".join(WORDS[number >> _BITS * place & 1023] for place in range(IN_A_CODE))


def read_words(typed: str) -> str:
    """Return a typed code as the program writes it, or "" for any other text.

    Capitals, and what stands between the words, do not count.
    """
    words = _SEPARATORS.split(typed[:MAX_TYPED].lower().strip(" ,.;_-\t\n"))
    return "-".join(words) if len(words) == IN_A_CODE and all(word in _KNOWN for word in words) else ""


def looks_like_words(typed: str) -> bool:
    """Return True if a text begins with some complete code words, as hardly a password does."""
    words = _SEPARATORS.split(typed[:MAX_TYPED].lower().lstrip())[:-1]  # the last one is still being typed
    return len(words) >= _CERTAIN and all(word in _KNOWN for word in words)


_KNOWN = frozenset(WORDS)
