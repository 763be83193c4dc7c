"""Models: what lists, trees and the timeline read, over the controller's networks and rooms."""
